-- Who changes the file while it lies where several computers reach it: taken, checked and given up inside write transactions.
CREATE TABLE lease (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    token TEXT NOT NULL,
    who TEXT NOT NULL,
    pc TEXT NOT NULL,
    since TEXT NOT NULL
) STRICT;
