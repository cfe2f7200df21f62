-- Beginnings of up to seven letters, as long as a Vietnamese syllable gets: a longer one is gathered from all words that
-- begin so. The program fills the index from `search_doc` after this step.
DROP TABLE search_index;

CREATE VIRTUAL TABLE search_index USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6 7', tokenize = "ascii tokenchars '_'"
);
