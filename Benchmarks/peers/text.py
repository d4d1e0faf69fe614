"""Text traces in engines that people would pick instead.

usage: text.py loro|yrs TRACE        needs `pip install loro pycrdt`

A sequential trace (no `parents`) is replayed; a concurrent one is first made into one update a transaction (untimed)
and then merged. Processor seconds; loro and yrs neither hash, sign nor write to disk.
"""
import sys
from common import emit, load_trace, median_of


class Loro:
    name = "loro"

    def __init__(self):
        import loro
        self.module = loro

    def new(self, peer):
        document = self.module.LoroDoc()
        document.peer_id = peer
        return document

    def replay(self, document, patches, each=False):
        text = document.get_text("t")
        for position, deleted, inserted in patches:
            if deleted:
                text.delete(position, deleted)
            if inserted:
                text.insert(position, inserted)
            if each:
                document.commit()
        document.commit()

    def text(self, document):
        return document.get_text("t").to_string()

    def step(self, document, patches):
        seen = document.oplog_vv
        self.replay(document, patches)
        return document.export(self.module.ExportMode.Updates(seen))

    def merge(self, document, updates):
        for update in updates:
            document.import_(update)

    def merge_batch(self, document, updates):
        document.import_batch(updates)

    def size(self, document):
        return len(document.export(self.module.ExportMode.Updates(self.module.VersionVector())))


class Yrs:
    name = "yrs"

    def __init__(self):
        from pycrdt import _pycrdt
        self.module = _pycrdt

    def new(self, peer):
        return self.module.Doc(peer, False, None)

    def _text(self, document):
        transaction = document.create_transaction()
        text = document.get_or_insert_text(transaction, "t")
        transaction.commit()
        transaction.drop()
        return text

    def replay(self, document, patches, each=False):
        text = self._text(document)
        transaction = document.create_transaction()
        for position, deleted, inserted in patches:
            if deleted:
                text.remove_range(transaction, position, deleted)
            if inserted:
                text.insert(transaction, position, inserted)
            if each:
                transaction.commit()
                transaction.drop()
                transaction = document.create_transaction()
        transaction.commit()
        transaction.drop()

    def text(self, document):
        text = self._text(document)
        transaction = document.create_transaction()
        string = text.get_string(transaction)
        transaction.drop()
        return string

    def _export(self, document, state):
        transaction = document.create_transaction()
        update = transaction and document.get_update(transaction, state)
        transaction.drop()
        return update

    def step(self, document, patches):
        transaction = document.create_transaction()
        state = document.get_state(transaction)
        transaction.drop()
        self.replay(document, patches)
        return self._export(document, state)

    def merge(self, document, updates):
        for update in updates:
            transaction = document.create_transaction()
            document.apply_update(transaction, update)
            transaction.commit()
            transaction.drop()

    merge_batch = None

    def size(self, document):
        return len(self._export(document, b"\0"))


def sequential(engine, name, trace):
    patches = [tuple(patch[:3]) for change in trace["txns"] for patch in change["patches"]]
    modes = [("replay_each", True)] if engine.name == "yrs" else [("replay_one_transaction", False), ("replay_each", True)]
    for metric, each in modes:
        def run():
            document = engine.new(1)
            engine.replay(document, patches, each)
            return document
        seconds, document = median_of(1, run)
        assert engine.text(document) == trace["endContent"], "the text differs"
        emit(engine.name, name, metric, seconds, "s")
    emit(engine.name, name, "size_updates", engine.size(document), "B")


def updates_of(engine, trace):
    """One update a transaction, made by the replica that had exactly its parents."""
    changes = trace["txns"]
    documents = [engine.new(i + 1) for i in range(trace["numAgents"])]
    seen = [set() for _ in documents]
    updates = []
    for number, change in enumerate(changes):
        agent = change["agent"]
        needed, stack = [], list(change["parents"])
        while stack:
            parent = stack.pop()
            if parent not in seen[agent]:
                seen[agent].add(parent)
                needed.append(parent)
                stack.extend(changes[parent]["parents"])
        engine.merge(documents[agent], [updates[parent] for parent in sorted(needed) if updates[parent]])
        patches = [tuple(patch[:3]) for patch in change["patches"]]
        updates.append(bytes(engine.step(documents[agent], patches)) if patches else b"")
        seen[agent].add(number)
    return [update for update in updates if update]


def concurrent(engine, name, trace):
    updates = updates_of(engine, trace)

    def merge(how):
        document = engine.new(99)
        how(document, updates)
        assert engine.text(document) == trace["endContent"], "the text differs"
        return document
    seconds, document = median_of(1, lambda: merge(engine.merge))
    emit(engine.name, name, "merge_each", seconds, "s")
    emit(engine.name, name, "size_updates", engine.size(document), "B")
    if engine.merge_batch:
        seconds, _ = median_of(3, lambda: merge(engine.merge_batch))
        emit(engine.name, name, "merge_batch", seconds, "s")


if __name__ == "__main__":
    peer, name = sys.argv[1:3]
    trace = load_trace(name)
    engine = {"loro": Loro, "yrs": Yrs}[peer]()
    (concurrent if "parents" in trace["txns"][0] else sequential)(engine, name, trace)
