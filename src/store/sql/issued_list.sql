-- Issued papers of both kinds of record, newest first, each with the one that it replaces and the one that replaces it.
SELECT 'conclusion', c.id, 'conclusion', c.doc_type, c.number, c.symbol, c.date, c.subject,
       c.visit_id, u.id, u.name, c.signer_title, c.signer_name, c.issued_at, c.sha256,
       (SELECT length(f.pdf) FROM issued_paper AS f WHERE f.conclusion_id = c.id),
       e.id, e.doc_type, e.number, e.symbol, e.date, l.id, l.doc_type, l.number, l.symbol, l.date
FROM conclusion AS c
JOIN visit AS v ON v.id = c.visit_id
JOIN unit AS u ON u.id = v.unit_id
LEFT JOIN conclusion AS e ON e.id = c.replaces
LEFT JOIN conclusion AS l ON l.replaces = c.id AND l.state = 'issued'
WHERE c.state = 'issued' AND (:kind IS NULL OR :kind = 'conclusion')
  AND (:from IS NULL OR c.date BETWEEN :from AND :to)
  AND (:unit IS NULL OR v.unit_id = :unit) AND (:visit IS NULL OR v.id = :visit)
  AND (:id IS NULL OR c.id = :id)
UNION ALL
SELECT 'paper', p.id, p.kind, p.doc_type, p.number, p.symbol, p.date, p.subject,
       p.visit_id, u.id, u.name, p.signer_title, p.signer_name, p.issued_at, p.sha256,
       (SELECT length(f.pdf) FROM paper_file AS f WHERE f.paper_id = p.id),
       e.id, e.doc_type, e.number, e.symbol, e.date, l.id, l.doc_type, l.number, l.symbol, l.date
FROM paper AS p
LEFT JOIN unit AS u ON u.id = p.unit_id
LEFT JOIN paper AS e ON e.id = p.replaces
LEFT JOIN paper AS l ON l.replaces = p.id
WHERE (:kind IS NULL OR p.kind = :kind)
  AND (:from IS NULL OR p.date BETWEEN :from AND :to)
  AND (:unit IS NULL OR p.unit_id = :unit) AND (:visit IS NULL OR p.visit_id = :visit)
  AND (:id IS NULL OR p.id = :id)
ORDER BY 7 DESC, 14 DESC, 2
