//! The rule language: what must hold of a ward's figures, and how a rate comes from them. Written in data, read once.

use super::exact::Exact;

/// Deeper nesting is a slip of the hand, not a rule.
const DEEPEST: usize = 40;

/// Names that are no indicators: months of the period, regulations in force.
pub const CONTEXT: [&str; 2] = ["months_in_period", "regulation_count"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Plus,
    Minus,
    Times,
    Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Equal,
    Unlike,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A parsed expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    Number(Exact),
    /// An indicator or a name of the context.
    Name(String),
    /// The indicator in the period just before.
    Prev(String),
    Coalesce(Box<Expr>, Exact),
    SumKnown(Vec<Expr>),
    Negated(Box<Expr>),
    Arithmetic(Op, Box<Expr>, Box<Expr>),
    Compare(Relation, Box<Expr>, Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
}

impl Expr {
    /// Reads a rule: something that holds or does not.
    ///
    /// # Errors
    /// What is wrong, and where, in words for the person who wrote it.
    pub fn rule(text: &str) -> Result<Self, String> {
        let expr = parse(text)?;
        if expr.is_truth() {
            Ok(expr)
        } else {
            Err("Quy tắc phải là một so sánh, ví dụ a <= b.".to_owned())
        }
    }

    /// Reads a formula: something with a value.
    ///
    /// # Errors
    /// What is wrong, and where, in words for the person who wrote it.
    pub fn formula(text: &str) -> Result<Self, String> {
        let expr = parse(text)?;
        if expr.is_truth() {
            Err("Công thức phải cho ra một số, không phải một so sánh.".to_owned())
        } else {
            Ok(expr)
        }
    }

    fn is_truth(&self) -> bool {
        match self {
            Self::Compare(..) | Self::And(..) | Self::Or(..) | Self::Not(_) => true,
            Self::Number(_)
            | Self::Name(_)
            | Self::Prev(_)
            | Self::Coalesce(..)
            | Self::SumKnown(_)
            | Self::Negated(_)
            | Self::Arithmetic(..) => false,
        }
    }

    /// Every indicator that it speaks of, once, as they come.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect(&mut names);
        names
    }

    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Number(_) => {}
            Self::Name(name) | Self::Prev(name) => {
                if !names.contains(&name.as_str()) && !CONTEXT.contains(&name.as_str()) {
                    names.push(name);
                }
            }
            Self::Coalesce(inner, _) | Self::Negated(inner) | Self::Not(inner) => {
                inner.collect(names);
            }
            Self::SumKnown(parts) => parts.iter().for_each(|part| part.collect(names)),
            Self::Arithmetic(_, left, right)
            | Self::Compare(_, left, right)
            | Self::And(left, right)
            | Self::Or(left, right) => {
                left.collect(names);
                right.collect(names);
            }
        }
    }

    /// Numerator and denominator of `a / b * 100`.
    pub fn share(&self) -> Option<(&Self, &Self)> {
        let Self::Arithmetic(Op::Times, left, hundred) = self else {
            return None;
        };
        match (left.as_ref(), hundred.as_ref()) {
            (Self::Arithmetic(Op::Over, above, below), Self::Number(number))
                if *number == Exact::whole(100) =>
            {
                Some((above, below))
            }
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(Exact),
    Word(String),
    /// An operator or a bracket.
    Sign(&'static str),
}

/// Longer signs first.
const SIGNS: [&str; 13] = [
    "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")", ",",
];

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, String> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut at = 1;
    while let Some(first) = rest.chars().next() {
        let mut end = first.len_utf8();
        if first.is_whitespace() {
        } else if first.is_ascii_digit() {
            end = span(rest, |c| c.is_ascii_digit() || c == '.');
            let number = rest.get(..end).and_then(Exact::plain);
            let number = number.ok_or_else(|| format!("Số ở vị trí {at} không đọc được."))?;
            found.push((at, Token::Number(number)));
        } else if first.is_ascii_alphabetic() || first == '_' {
            end = span(rest, |c| c.is_ascii_alphanumeric() || c == '_');
            found.push((at, Token::Word(rest.get(..end).unwrap_or("").to_owned())));
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(*sign)) {
            end = sign.len();
            found.push((at, Token::Sign(sign)));
        } else {
            return Err(format!("Không hiểu ký tự “{first}” ở vị trí {at}."));
        }
        at += rest.get(..end).map_or(1, |part| part.chars().count());
        rest = rest.get(end..).unwrap_or("");
    }
    Ok(found)
}

fn span(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn parse(text: &str) -> Result<Expr, String> {
    let mut reader = Reader {
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
    };
    let expr = reader.either()?;
    match reader.tokens.get(reader.next) {
        None => Ok(expr),
        Some((at, _)) => Err(format!("Thừa từ vị trí {at}.")),
    }
}

struct Reader {
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn place(&self) -> String {
        match self.tokens.get(self.next) {
            Some((at, _)) => format!("ở vị trí {at}"),
            None => "ở cuối".to_owned(),
        }
    }

    fn takes(&mut self, sign: &str) -> bool {
        let here = match self.peek() {
            Some(Token::Sign(other)) => *other == sign,
            Some(Token::Word(word)) => word == sign,
            Some(Token::Number(_)) | None => false,
        };
        self.next += usize::from(here);
        here
    }

    fn need(&mut self, sign: &str) -> Result<(), String> {
        if self.takes(sign) {
            return Ok(());
        }
        Err(format!("Thiếu “{sign}” {}.", self.place()))
    }

    fn truth(&self, expr: Expr) -> Result<Box<Expr>, String> {
        if expr.is_truth() {
            return Ok(Box::new(expr));
        }
        Err(format!("Cần một so sánh trước {}.", self.place()))
    }

    fn value(&self, expr: Expr) -> Result<Box<Expr>, String> {
        if expr.is_truth() {
            return Err(format!("Cần một số trước {}.", self.place()));
        }
        Ok(Box::new(expr))
    }

    fn either(&mut self) -> Result<Expr, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("Biểu thức lồng quá sâu.".to_owned());
        }
        let mut left = self.both()?;
        while self.takes("or") {
            let right = self.both()?;
            left = Expr::Or(self.truth(left)?, self.truth(right)?);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn both(&mut self) -> Result<Expr, String> {
        let mut left = self.negation()?;
        while self.takes("and") {
            let right = self.negation()?;
            left = Expr::And(self.truth(left)?, self.truth(right)?);
        }
        Ok(left)
    }

    fn negation(&mut self) -> Result<Expr, String> {
        let mut count = 0;
        while self.takes("not") {
            count += 1;
        }
        let mut expr = self.comparison()?;
        for _ in 0..count {
            expr = Expr::Not(self.truth(expr)?);
        }
        Ok(expr)
    }

    fn comparison(&mut self) -> Result<Expr, String> {
        let left = self.sum()?;
        let relations = [
            ("==", Relation::Equal),
            ("!=", Relation::Unlike),
            ("<=", Relation::AtMost),
            (">=", Relation::AtLeast),
            ("<", Relation::Less),
            (">", Relation::More),
        ];
        for (sign, relation) in relations {
            if self.takes(sign) {
                let right = self.sum()?;
                return Ok(Expr::Compare(
                    relation,
                    self.value(left)?,
                    self.value(right)?,
                ));
            }
        }
        Ok(left)
    }

    fn sum(&mut self) -> Result<Expr, String> {
        self.chain(&[("+", Op::Plus), ("-", Op::Minus)], Self::product)
    }

    fn product(&mut self) -> Result<Expr, String> {
        self.chain(&[("*", Op::Times), ("/", Op::Over)], Self::unary)
    }

    fn chain(
        &mut self,
        signs: &[(&str, Op)],
        part: impl Fn(&mut Self) -> Result<Expr, String>,
    ) -> Result<Expr, String> {
        let mut left = part(self)?;
        'more: loop {
            for (sign, op) in signs {
                if self.takes(sign) {
                    let right = part(self)?;
                    left = Expr::Arithmetic(*op, self.value(left)?, self.value(right)?);
                    continue 'more;
                }
            }
            return Ok(left);
        }
    }

    fn unary(&mut self) -> Result<Expr, String> {
        let mut count = 0;
        while self.takes("-") {
            count += 1;
        }
        let mut expr = self.primary()?;
        for _ in 0..count {
            expr = Expr::Negated(self.value(expr)?);
        }
        Ok(expr)
    }

    fn primary(&mut self) -> Result<Expr, String> {
        if self.takes("(") {
            let inner = self.either()?;
            self.need(")")?;
            return Ok(inner);
        }
        let place = self.place();
        match self.peek().cloned() {
            Some(Token::Number(number)) => {
                self.next += 1;
                Ok(Expr::Number(number))
            }
            Some(Token::Word(word)) if !["and", "or", "not"].contains(&word.as_str()) => {
                self.next += 1;
                if self.takes("(") {
                    let call = self.call(&word, &place)?;
                    self.need(")")?;
                    return Ok(call);
                }
                Ok(Expr::Name(word))
            }
            Some(Token::Word(_) | Token::Sign(_)) | None => {
                Err(format!("Thiếu một chỉ tiêu hoặc một số {place}."))
            }
        }
    }

    fn call(&mut self, function: &str, place: &str) -> Result<Expr, String> {
        match function {
            "coalesce" => {
                let inner = self.sum()?;
                let inner = self.value(inner)?;
                self.need(",")?;
                let other = self.place();
                let Expr::Number(number) = self.sum()? else {
                    return Err(format!("coalesce cần một số {other}."));
                };
                Ok(Expr::Coalesce(inner, number))
            }
            "sum_known" => {
                let mut parts = Vec::new();
                loop {
                    let part = self.sum()?;
                    parts.push(*self.value(part)?);
                    if !self.takes(",") {
                        return Ok(Expr::SumKnown(parts));
                    }
                }
            }
            "prev" => {
                if let Expr::Name(name) = self.sum()?
                    && !CONTEXT.contains(&name.as_str())
                {
                    return Ok(Expr::Prev(name));
                }
                Err(format!("prev cần mã một chỉ tiêu {place}."))
            }
            other => Err(format!("Không có hàm “{other}” ({place}).")),
        }
    }
}
