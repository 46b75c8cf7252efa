-- "born" is the revision at which a resource was created: unique for ever, and known before the row is written.
-- The spec has a table of its own because SQLite rewrites whole rows: a status write must not rewrite a large spec.
CREATE TABLE plane (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    compacted INTEGER NOT NULL
) STRICT;

CREATE TABLE resource (
    born INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    project TEXT NOT NULL,
    name TEXT NOT NULL,
    uid TEXT NOT NULL,
    generation INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    owner_uid TEXT NOT NULL,
    metadata TEXT NOT NULL,
    status TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX resource_key ON resource (kind, project, name);
CREATE UNIQUE INDEX resource_revision ON resource (revision);
CREATE INDEX resource_owner ON resource (owner_kind, owner_name) WHERE owner_name <> '';

CREATE TABLE spec (
    born INTEGER PRIMARY KEY,
    spec TEXT NOT NULL
) STRICT;

CREATE TABLE label (
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL,
    born INTEGER NOT NULL,
    PRIMARY KEY (kind, label, value, born)
) STRICT, WITHOUT ROWID;
CREATE INDEX label_of ON label (born);

-- What left the store and is not yet forgotten: for watches that begin before it.
CREATE TABLE removal (
    revision INTEGER PRIMARY KEY,
    born INTEGER NOT NULL,
    kind TEXT NOT NULL,
    project TEXT NOT NULL,
    name TEXT NOT NULL,
    uid TEXT NOT NULL,
    generation INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    metadata TEXT NOT NULL,
    spec TEXT NOT NULL,
    status TEXT NOT NULL
) STRICT;

CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- "PLIM": tells a file of ours from any other. The version is what SqliteLayout compares on start.
PRAGMA application_id = 1347176781;
PRAGMA user_version = 1;
