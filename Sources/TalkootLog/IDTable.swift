internal import TalkootCRDT
internal import TalkootCrypto

/// Change id -> position in the array of ids: open addressing, four bytes a slot, in shards, so that a writer who
/// shares the table with a snapshot copies one shard. The ids themselves stay in their array.
///
/// Slots are chosen by Swift's `Hasher`, whose seed differs in each process: nobody can make ids that collide.
struct IDTable: Sendable {
  private static var shardSlots: Int { 1024 }
  private static var shardFillMax: Int { 700 }
  // Slot: position + 1; 0 is free. Each shard ends with its fill.
  private var shards: [ContiguousArray<UInt32>] = [IDTable.emptyShard]
  private var shardBits = 0

  private static var emptyShard: ContiguousArray<UInt32> { ContiguousArray(repeating: 0, count: shardSlots + 1) }

  /// The position of `id`; nil if it is not in the table.
  func position(of id: Digest, in ids: ChunkedArray<Digest>) -> UInt32? {
    let hash = UInt(bitPattern: id.hashValue)
    let shard = shards[shardIndex(hash)]
    var slot = Int(truncatingIfNeeded: hash) & (Self.shardSlots - 1)
    while shard[slot] != 0 {
      if ids[Int(shard[slot]) - 1] == id { return shard[slot] - 1 }
      slot = (slot + 1) & (Self.shardSlots - 1)
    }
    return nil
  }

  /// Adds the id at `position`.
  /// - Precondition: it is not in the table yet.
  mutating func insert(_ id: Digest, at position: UInt32, in ids: ChunkedArray<Digest>) {
    let hash = UInt(bitPattern: id.hashValue)
    if shards[shardIndex(hash)][Self.shardSlots] >= Self.shardFillMax { split(ids, below: position) }
    place(hash, position, id, ids)
  }

  private func shardIndex(_ hash: UInt) -> Int {
    shardBits == 0 ? 0 : Int(truncatingIfNeeded: hash >> UInt(UInt.bitWidth - shardBits))
  }

  private mutating func place(_ hash: UInt, _ position: UInt32, _ id: Digest, _ ids: ChunkedArray<Digest>) {
    let shard = shardIndex(hash)
    var slot = Int(truncatingIfNeeded: hash) & (Self.shardSlots - 1)
    while shards[shard][slot] != 0 {
      precondition(ids[Int(shards[shard][slot]) - 1] != id, "a change is added once")
      slot = (slot + 1) & (Self.shardSlots - 1)
    }
    shards[shard][slot] = position + 1
    shards[shard][Self.shardSlots] += 1
  }

  private mutating func split(_ ids: ChunkedArray<Digest>, below end: UInt32) {
    shardBits += 1
    shards = Array(repeating: Self.emptyShard, count: 1 << shardBits)
    for position in 0..<end {
      let id = ids[Int(position)]
      place(UInt(bitPattern: id.hashValue), position, id, ids)
    }
  }
}
