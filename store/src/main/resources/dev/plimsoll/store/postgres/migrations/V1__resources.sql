-- "born" is the revision at which a resource was created: unique for ever, and known before the row is written.
-- Names sort byte by byte (collation C), as keys do.
CREATE TABLE plane (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    compacted BIGINT NOT NULL
);

CREATE TABLE resource (
    born BIGINT PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    project TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    uid TEXT NOT NULL,
    generation BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at TEXT NOT NULL,
    owner_kind TEXT COLLATE "C" NOT NULL,
    owner_name TEXT COLLATE "C" NOT NULL,
    owner_uid TEXT NOT NULL,
    metadata TEXT NOT NULL,
    status TEXT NOT NULL
);
CREATE UNIQUE INDEX resource_key ON resource (kind, project, name);
CREATE UNIQUE INDEX resource_revision ON resource (revision);
CREATE INDEX resource_owner ON resource (owner_kind, owner_name) WHERE owner_name <> '';

CREATE TABLE spec (
    born BIGINT PRIMARY KEY,
    spec TEXT NOT NULL
);

CREATE TABLE label (
    kind TEXT COLLATE "C" NOT NULL,
    label TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    born BIGINT NOT NULL,
    PRIMARY KEY (kind, label, value, born)
);
CREATE INDEX label_of ON label (born);

-- What left the store and is not yet forgotten: for watches that begin before it.
CREATE TABLE removal (
    revision BIGINT PRIMARY KEY,
    born BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    project TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    uid TEXT NOT NULL,
    generation BIGINT NOT NULL,
    created_at TEXT NOT NULL,
    metadata TEXT NOT NULL,
    spec TEXT NOT NULL,
    status TEXT NOT NULL
);

CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    until TEXT NOT NULL
);

-- One row; the version is what PostgresLayout compares on start.
CREATE TABLE layout (version INTEGER NOT NULL);
INSERT INTO layout (version) VALUES (1);
