import TalkootCrypto

@testable import TalkootLog

/// Makes the vectors anew: the files must be what comes out.
enum VectorMaking {
  static func all() -> [String: Vector] {
    var vectors: [String: Vector] = [:]
    headers(&vectors)
    structures(&vectors)
    descriptors(&vectors)
    salts(&vectors)
    changes(&vectors)
    packs(&vectors)
    return vectors
  }

  static func bad(_ kind: String, _ about: String, _ bytes: [UInt8], _ error: FormatError.Code) -> Vector {
    Vector(about: about, kind: kind, error: error.rawValue, hex: bytes.hex)
  }

  // MARK: Headers

  static func headers(_ vectors: inout [String: Vector]) {
    let plain = HeaderTests.example
    var first = plain
    first.sequence = 1
    first.previous = nil
    first.dependencies = []
    first.flags = []
    var newer = plain
    newer.format = 2
    newer.flags = ChangeFlags(rawValue: 0x83)
    newer.extensionBytes = [0xca, 0xfe]
    for (name, about, header) in [
      ("header_with_two_dependencies", "governance, two dependencies, claimed time before 1970", plain),
      ("header_of_a_first_change", "no predecessor, no dependency", first),
      ("header_of_a_newer_format", "format 2: unknown flags and extension bytes are kept and hashed", newer),
    ] {
      vectors["changes/\(name)"] = Vector(
        about: about,
        kind: "header",
        hex: header.bytes.hex,
        gives: ["id": header.id.description]
      )
    }
    badHeaders(plain, first, &vectors)
  }

  static func badHeaders(_ plain: ChangeHeader, _ first: ChangeHeader, _ vectors: inout [String: Vector]) {
    var reversed = plain
    reversed.dependencies.reverse()
    var twice = plain
    twice.dependencies = [plain.dependencies[0], plain.dependencies[0]]
    var many = plain
    many.dependencies = (0..<65).map { ChangeID(HeaderTests.digest($0)) }.sorted()
    var flagged = plain
    flagged.flags = ChangeFlags(rawValue: 4)
    var zero = first
    zero.sequence = 0
    vectors["changes/header_dependencies_descending"] = bad(
      "header",
      "dependencies are ascending",
      reversed.bytes,
      .notCanonical
    )
    vectors["changes/header_dependency_named_twice"] = bad(
      "header",
      "dependencies are distinct",
      twice.bytes,
      .notCanonical
    )
    vectors["changes/header_with_65_dependencies"] = bad("header", "at most 64", many.bytes, .overLimit)
    vectors["changes/header_with_an_unknown_flag"] = bad(
      "header",
      "format 1 knows two flags",
      flagged.bytes,
      .outOfRange
    )
    vectors["changes/header_sequence_is_zero"] = bad("header", "sequences begin at 1", zero.bytes, .outOfRange)
    vectors["changes/header_ends_early"] = bad(
      "header",
      "the last byte is missing",
      plain.bytes.dropLast(),
      .truncated
    )
    vectors["changes/header_with_a_byte_too_many"] = bad(
      "header",
      "format 1 has no extension",
      plain.bytes + [0],
      .trailingBytes
    )
    vectors["changes/header_of_format_zero"] = bad(
      "header",
      "formats begin at 1",
      [0] + plain.bytes.dropFirst(),
      .unknownFormat
    )
  }

  // MARK: Structures and descriptors

  static func structures(_ vectors: inout [String: Vector]) {
    let whole = StructureTests.example(descriptor: Writer(1).log.descriptor).structure
    vectors["changes/structure_with_everything"] = Vector(
      about: "descriptor, person, act, references, an unknown operation",
      kind: "structure",
      hex: whole.hex,
      gives: ["operations": "2", "kinds": "1 99", "strings": "3", "hash": structureHash(whole)]
    )
    vectors["changes/structure_of_a_merge_change"] = Vector(
      about: "no operation at all",
      kind: "structure",
      hex: [UInt8]([0, 0, 0, 0]).hex,
      gives: ["operations": "0", "kinds": "", "strings": "0", "hash": structureHash([0, 0, 0, 0])]
    )
    for (name, about, bytes, error) in [
      ("overlong_varint", "zero in two bytes", [0, 0x80, 0, 0, 0], .overlongVarint),
      ("reference_named_twice", "references are distinct", [0, 2] + ones(32) + [0, 0], .notCanonical),
      ("dangling_person", "the person is beyond the table", [2, 0, 0, 2, 0], .danglingReference),
      ("person_is_nobody", "a person is named, or the flag is not set", [2, 0, 0, 0, 0], .outOfRange),
      ("unknown_preamble_flag", "there are three", [8, 0, 0, 0], .outOfRange),
      ("2049_operations", "at most 2,048", [0, 0, 0, 0x81, 0x10], .overLimit),
      ("string_flag_without_strings", "the flag says that there are some", [0, 0, 0, 1, 3, 0, 0], .notCanonical),
      ("operation_longer_than_the_rest", "a length is not believed", [0, 0, 0, 1, 2, 5, 1], .truncated),
      ("byte_too_many", "it ends with its last operation", [0, 0, 0, 1, 2, 0, 9], .trailingBytes),
    ] as [(String, String, [UInt8], FormatError.Code)] {
      vectors["changes/structure_\(name)"] = bad("structure", about, bytes, error)
    }
  }

  static func ones(_ count: Int) -> [UInt8] { Array(repeating: 1, count: count) }

  static func structureHash(_ bytes: [UInt8]) -> String {
    var hasher = ChangeHasher()
    return hasher.structureHash(bytes).hex
  }

  static func descriptors(_ vectors: inout [String: Vector]) {
    var descriptor = Writer(1).log.descriptor
    for (name, predecessor) in [("alone", nil), ("after_a_restore", ChangeID(HeaderTests.digest(9)))] {
      descriptor.predecessor = predecessor
      vectors["changes/descriptor_\(name)"] = Vector(
        about: "a log's id is its descriptor's hash",
        kind: "descriptor",
        hex: descriptor.bytes.hex,
        gives: ["log": descriptor.id.description, "node": descriptor.node.description]
      )
    }
    vectors["changes/descriptor_with_half_a_predecessor"] = bad(
      "descriptor",
      "0 or 1",
      descriptor.bytes.prefix(112) + [2],
      .outOfRange
    )
  }

  // MARK: Salts

  static func salts(_ vectors: inout [String: Vector]) {
    var tree = SaltTree(root: SaltSeed(high: 0x0001_0203_0405_0607, low: 0x0809_0a0b_0c0d_0e0f))
    vectors["changes/salts_whole"] = saltVector("a whole range", tree)
    tree.puncture(sequence: 3, string: 1, of: 3)
    tree.puncture(sequence: 256, string: 0, of: 1)
    vectors["changes/salts_punctured"] = saltVector("two strings are erased", tree)
    vectors["changes/salts_that_overlap"] = bad(
      "salts",
      "two nodes cover one leaf",
      [3, 0, 1] + ones(16) + [0, 2] + ones(16),
      .notCanonical
    )
    vectors["changes/salts_out_of_line"] = bad(
      "salts",
      "a node of depth 1 begins at 0 or 128",
      [2, 3, 1] + ones(16),
      .outOfRange
    )
  }

  static func saltVector(_ about: String, _ tree: SaltTree) -> Vector {
    var gives: [String: String] = [:]
    for (sequence, index, count) in [(1, 0, 1), (3, 0, 3), (3, 1, 3), (3, 2, 3), (256, 0, 1), (255, 4, 5)] {
      let salt = tree.salt(sequence: UInt64(sequence), string: index, of: count)
      gives["change \(sequence) string \(index) of \(count)"] = salt?.bytes.hex ?? "lost"
    }
    return Vector(about: about, kind: "salts", hex: tree.bytes.hex, gives: gives)
  }

  // MARK: Whole changes and packs

  static func changes(_ vectors: inout [String: Vector]) {
    var writer = Writer(1)
    writer.write { $0.operation(kind: 1) { $0.string("Zero waste by 2030") } }
    let change = writer.checkIn(
      on: ObjectID(madeBy: writer.log.head!, index: 0),
      by: ObjectID(high: 3, low: 4),
      note: "hyvä alku"
    )
    var hasher = ChangeHasher()
    let salt = writer.changes[0].salts!.salt(sequence: 2, string: 0, of: 1)!
    guard case .present(let bytes) = change.change.strings[0] else { return }
    vectors["changes/change_with_one_string"] = Vector(
      about: "the second change of a log: every hash on the way to its signature",
      kind: "change",
      hex: change.change.headerBytes.hex,
      gives: [
        "public key": writer.key.publicKey.bytes.hex,
        "salt root": writer.changes[0].salts!.root!.bytes.hex, "salt": salt.bytes.hex, "string": bytes.hex,
        "commitment": hasher.commitment(bytes, salt: salt).hex, "content hash": change.header.contentHash.hex,
        "structure": change.change.structure.hex, "structure hash": change.header.structureHash.hex,
        "id": change.id.description, "signature": change.signature!.bytes.hex,
        "object made by operation 0": ObjectID(madeBy: change.id, index: 0).bytes.hex,
      ]
    )
  }

  static func packs(_ vectors: inout [String: Vector]) {
    var run = Writer(1)
    run.write { $0.operation(kind: 1) { $0.string("Zero waste by 2030") } }
    let goal = ObjectID(madeBy: run.log.head!, index: 0)
    for note in ["a", "b", "c"] {
      run.checkIn(on: goal, by: ObjectID(high: 3, low: 4), note: note, signed: note == "c")
    }
    vectors["pack/run_of_check_ins"] = packVector("a run of one log: only its end is signed", run)
    var two = Writer(2)
    two.pull(run)
    two.write(flags: [.governance, .critical]) { $0.operation(kind: 16) { $0.object(.object(goal)) } }
    run.pull(two)
    run.checkIn(on: goal, by: ObjectID(high: 3, low: 4), note: "d")
    vectors["pack/two_logs_by_turns"] = packVector("dependencies in short form", run)
    vectors["pack/newer_format"] = packVector("header and structure travel verbatim", newerFormat())
    vectors["pack/erased_string"] = packVector("a commitment, and punctured salts", erased())
    vectors["pack/proof_in_place_of_a_signature"] = packVector("headers up to a signed one", proven())
    badPacks(run.pack, &vectors)
  }

  /// A log's first change as someone passes it on who has not got what the signed one after it depends on.
  static func proven() -> Writer {
    var writer = Writer(1)
    writer.write(signed: false)
    let signed = writer.write()
    var short = Writer(1)
    short.write(signed: false)
    short.changes[0].proof = HeaderChain(headers: [signed.change.headerBytes], signature: signed.signature!)
    return short
  }

  static func packVector(_ about: String, _ writer: Writer) -> Vector {
    Vector(
      about: about,
      kind: "pack",
      hex: writer.pack.hex,
      changes: writer.received.map { Vector.WholeChange($0) }
    )
  }

  static func newerFormat() -> Writer {
    var writer = Writer(1)
    writer.write()
    writer.take(ChangePackTests().newer(after: writer, strings: ["mystery"]), nil)
    return writer
  }

  static func erased() -> Writer {
    var writer = Writer(1)
    let change = writer.write { $0.operation(kind: 3) { $0.string("Matti Meikäläinen") } }
    var hasher = ChangeHasher()
    guard case .present(let bytes) = change.change.strings[0] else { return writer }
    let commitment = hasher.commitment(bytes, salt: writer.changes[0].salts!.salt(sequence: 1, string: 0, of: 1)!)
    writer.changes[0].change = VerifiedChange(
      trusting: change.change.with(strings: [.erased(commitment: commitment)]),
      structure: change.structure,
      descriptor: change.descriptor,
      signature: change.signature
    )
    writer.changes[0].salts!.puncture(sequence: 1, string: 0, of: 1)
    return writer
  }

  static func badPacks(_ good: [UInt8], _ vectors: inout [String: Vector]) {
    for (name, about, bytes, error) in [
      ("unknown_version", "the first byte is 1", [2] + good.dropFirst(), .unknownFormat),
      ("count_beyond_the_bytes", "a count is not believed", [1, 5], .truncated),
      ("16385_changes", "at most 16,384", [1, 0x81, 0x80, 1], .overLimit),
      ("byte_too_many", "it ends with its last change", good + [0], .trailingBytes),
      ("reserved_control_bit", "bit 7 is 0", [1, 1, 0x81], .outOfRange),
      ("no_log", "the first change names its log", [1, 1, 0], .danglingReference),
      ("unknown_log", "the receiver has no such log", [1, 1, 1, 0, 0] + ones(16) + [1], .unknownLog),
      ("empty_extras", "extras are there for a reason", [1, 1, 16, 0], .outOfRange),
      (
        "act_never_told", "it refers to the act of a change before",
        [1, 1, 0x41, 0, 1] + ones(32) + [1] + ones(32) + [0, 0, 0, 0], .danglingReference
      ),
      (
        "object_not_mentioned", "a distance beyond the table",
        [1, 1, 1, 0, 1] + ones(32) + [1] + ones(32) + [0, 1, 2, 0], .danglingReference
      ),
    ] as [(String, String, [UInt8], FormatError.Code)] {
      vectors["pack/\(name)"] = bad("pack", about, bytes, error)
    }
  }
}
