/// A node and whose it is.
public struct NodeReference: APIDocument {
  /// The node's id.
  public var id: String
  /// Its organisation's id.
  public var member: String

  /// Makes the document from its fields.
  public init(
    id: String,
    member: String
  ) {
    self.id = id
    self.member = member
  }
}

/// A network.
public struct NetworkReference: APIDocument {
  /// Its id, in hexadecimal.
  public var id: String
  /// Its name.
  public var name: String

  /// Makes the document from its fields.
  public init(
    id: String,
    name: String
  ) {
    self.id = id
    self.name = name
  }
}

/// What this replica holds.
public struct ReplicaStatus: APIDocument {
  /// The network.
  public var network: NetworkReference
  /// This node.
  public var node: NodeReference
  /// For each log the number of changes held.
  public var versionVector: [String: Int]
  /// The changes nothing depends on yet.
  public var heads: [String]
  /// Of the whole visible state; null while texts are missing.
  public var digest: String?
  /// The version of the model that computed it.
  public var model: Int
  /// How many changes.
  public var changes: Int
  /// How many objects.
  public var objects: Int
  /// How many fields with concurrent values.
  public var conflicts: Int
  /// Changes whose dependencies have not arrived.
  public var pending: Int
  /// Changes that are here and don't count.
  public var setAside: Int
  /// Of the database on disk.
  public var bytes: Int
  /// The number of the roster that holds.
  public var epoch: Int?
  /// Whether two rosters are certified, which takes voices that contradict themselves: this node keeps the one it had and
  /// settles nothing more.
  public var contested: Bool
  /// Whether this node takes part in settling.
  public var voice: VoiceStatus?
  /// Voices that contradicted themselves, in whatever they did it.
  public var doubleVoices: [DoubleVoiceProof]

  /// Makes the document from its fields.
  public init(
    network: NetworkReference,
    node: NodeReference,
    versionVector: [String: Int] = [:],
    heads: [String] = [],
    digest: String? = nil,
    model: Int,
    changes: Int,
    objects: Int,
    conflicts: Int,
    pending: Int,
    setAside: Int = 0,
    bytes: Int,
    epoch: Int? = nil,
    contested: Bool = false,
    voice: VoiceStatus? = nil,
    doubleVoices: [DoubleVoiceProof] = []
  ) {
    self.network = network
    self.node = node
    self.versionVector = versionVector
    self.heads = heads
    self.digest = digest
    self.model = model
    self.changes = changes
    self.objects = objects
    self.conflicts = conflicts
    self.pending = pending
    self.setAside = setAside
    self.bytes = bytes
    self.epoch = epoch
    self.contested = contested
    self.voice = voice
    self.doubleVoices = doubleVoices
  }
}

/// One operation of a change.
public struct ChangeOperation: APIDocument {
  /// What it does, as a word: `create`, `set`, `add`, `remove`, `text`, `move`, ….
  public var what: String
  /// The object it is about.
  public var object: String?
  /// That object's kind.
  public var objectKind: String?
  /// The field.
  public var field: String?
  /// The value.
  public var value: JSONValue?

  /// Makes the document from its fields.
  public init(
    what: String,
    object: String? = nil,
    objectKind: String? = nil,
    field: String? = nil,
    value: JSONValue? = nil
  ) {
    self.what = what
    self.object = object
    self.objectKind = objectKind
    self.field = field
    self.value = value
  }
}

/// One signed change.
public struct ChangeDescription: APIDocument {
  /// Its hash in hexadecimal.
  public var id: String
  /// The shortest unambiguous prefix.
  public var short: String
  /// `change`.
  public var kind: String
  /// The log it is in.
  public var log: String
  /// Its place there, from 1.
  public var sequence: Int
  /// The node that made it.
  public var node: String
  /// The organisation.
  public var member: String?
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When, by its author's clock.
  public var time: String?
  /// The larger act it is part of.
  public var act: String?
  /// What it did, in a line.
  public var summary: String
  /// What its author had seen; left empty in lists.
  public var dependencies: [String]
  /// What it did; left empty in lists.
  public var operations: [ChangeOperation]
  /// Whether a signature of its own is kept.
  public var signed: Bool
  /// `ahead` where its time is still to come, `behind` where it is earlier than what the change builds on directly; null where
  /// clocks agree to a minute.
  public var clock: String?
  /// Whether it is kept and doesn't count.
  public var setAside: Bool
  /// The organisation by whose change it counts, where its own doesn't belong to the network any more.
  public var broughtInBy: String?
  /// That organisation's name.
  public var broughtInByName: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "change",
    log: String,
    sequence: Int,
    node: String,
    member: String? = nil,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil,
    act: String? = nil,
    summary: String,
    dependencies: [String] = [],
    operations: [ChangeOperation] = [],
    signed: Bool = false,
    clock: String? = nil,
    setAside: Bool = false,
    broughtInBy: String? = nil,
    broughtInByName: String? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.log = log
    self.sequence = sequence
    self.node = node
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
    self.act = act
    self.summary = summary
    self.dependencies = dependencies
    self.operations = operations
    self.signed = signed
    self.clock = clock
    self.setAside = setAside
    self.broughtInBy = broughtInBy
    self.broughtInByName = broughtInByName
  }
}

/// One of the values written at the same time.
public struct ConflictValue: APIDocument {
  /// The value.
  public var value: JSONValue
  /// The value for a person to read, where it is an id.
  public var label: String?
  /// The organisation that wrote it.
  public var member: String?
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When, by its author's clock.
  public var time: String?

  /// Makes the document from its fields.
  public init(
    value: JSONValue,
    label: String? = nil,
    member: String? = nil,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil
  ) {
    self.value = value
    self.label = label
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
  }
}

/// A field with values written at the same time.
public struct Conflict: APIDocument {
  /// The object's id.
  public var object: String
  /// Its short id.
  public var objectShort: String
  /// Its title or name.
  public var objectTitle: String?
  /// The field.
  public var field: String
  /// The value that shows.
  public var shown: JSONValue
  /// All of them.
  public var values: [ConflictValue]

  /// Makes the document from its fields.
  public init(
    object: String,
    objectShort: String,
    objectTitle: String? = nil,
    field: String,
    shown: JSONValue,
    values: [ConflictValue] = []
  ) {
    self.object = object
    self.objectShort = objectShort
    self.objectTitle = objectTitle
    self.field = field
    self.shown = shown
    self.values = values
  }
}
