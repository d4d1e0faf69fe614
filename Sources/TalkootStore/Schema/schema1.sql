-- The database of one replica, schema 1. docs/formats/database.md says what the blobs hold.
--
-- Every blob that is not a key ends with a seal: the first 8 bytes of a SHA-256 over the table, the row's key and the
-- blob, so that a page that went bad is an error and never an answer.

-- Changes as blocks of local versions: [first, first + count). A commit adds one small block; small ones at the end
-- become a full one (256 changes or 256 KiB) in the transaction that completes it.
--   ids      32 bytes a change
--   runs     places, lamport times, parents: run-length encoded
--   touched  objects that a small block's changes touch; NULL in a full one, whose are in `touched`
--   body     what the changes say, in columns. Last, so that opening never reads its pages.
CREATE TABLE changes (
  first   INTEGER PRIMARY KEY,
  count   INTEGER NOT NULL CHECK (count > 0),
  ids     BLOB NOT NULL,
  runs    BLOB NOT NULL,
  touched BLOB,
  body    BLOB NOT NULL
) STRICT;

-- Which full blocks hold changes of a log.
CREATE TABLE log_blocks (
  log    INTEGER NOT NULL,
  first  INTEGER NOT NULL,
  lowest  INTEGER NOT NULL,
  highest INTEGER NOT NULL,
  PRIMARY KEY (log, first)
) STRICT, WITHOUT ROWID;

-- Which objects the changes of full blocks touch, sorted by object: first one row a block (level 0, bucket 0), then,
-- for each 64 blocks, one row a bucket (level 1; the bucket is the object id's first byte), so that finding the changes
-- of one object reads a 256th of the index and nothing is ever written at random places.
CREATE TABLE touched (
  level   INTEGER NOT NULL,
  bucket  INTEGER NOT NULL,
  first   INTEGER NOT NULL,
  entries BLOB NOT NULL,
  PRIMARY KEY (level, bucket, first)
) STRICT, WITHOUT ROWID;

-- Logs by the number they have on this replica. The record holds descriptor and node key.
CREATE TABLE logs (
  number INTEGER PRIMARY KEY,
  id     BLOB NOT NULL,
  record BLOB NOT NULL
) STRICT;

-- Signatures over change ids: those at a run's end and of governance changes are kept, of the others only the newest
-- of each branch of a log.
CREATE TABLE signatures (
  log       INTEGER NOT NULL,
  branch    INTEGER NOT NULL,
  sequence  INTEGER NOT NULL,
  kept      INTEGER NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (log, branch, sequence)
) STRICT, WITHOUT ROWID;

-- The salts' seed of each range of 256 changes of a log, or what is left of it after erasing.
CREATE TABLE seeds (
  log    INTEGER NOT NULL,
  range  INTEGER NOT NULL,
  seed   BLOB NOT NULL,
  PRIMARY KEY (log, range)
) STRICT, WITHOUT ROWID;

-- The snapshot of the state: one row an object, in the encoding of the model. It reflects the changes before the
-- version in meta's 'snapshot end'. A cache: it can be rebuilt from the changes.
CREATE TABLE objects (
  id    BLOB PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Small named parts of the state's snapshot (tree, governance, …).
CREATE TABLE tables (
  name  TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Facts about this replica that are not state. Names that begin with 'store.' are the store's own.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Where peers were last reached: hints.
CREATE TABLE peers (
  node   BLOB PRIMARY KEY,
  record BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Evidence of forks and other faults.
CREATE TABLE evidence (
  id    BLOB PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;
