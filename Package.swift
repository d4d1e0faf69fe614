// swift-tools-version: 6.2
import PackageDescription

// Every target is one room of the house (docs/architecture.md). A room can import only what is listed with it here:
// the Makefile builds with `--explicit-target-dependency-import-check error`.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// A library of the house.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioLocks = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let hashTrees = Target.Dependency.product(name: "HashTreeCollections", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// What tests of the model see, and those of whole replicas.
let model: [Target.Dependency] = ["TalkootModel", "TalkootLog", "TalkootCRDT", "TalkootCrypto", "TalkootTesting"]
let replica: [Target.Dependency] = model + ["TalkootReplica", "TalkootStore", "TalkootSync"]

let package = Package(
  name: "talkoot-network",
  products: [
    .executable(name: "talkoot", targets: ["talkoot"]),
    .executable(name: "talkootd", targets: ["talkootd"]),
    // What the separate package in Benchmarks measures from inside.
    .library(
      name: "TalkootRooms",
      targets: [
        "TalkootCRDT", "TalkootCrypto", "TalkootLog", "TalkootModel", "TalkootStore", "TalkootSync", "TalkootReplica",
      ]
    ),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit.git", from: "0.6.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),

    // Pure: no socket, disk, clock or randomness.
    room("TalkootLanguage"),
    room("TalkootCRDT", [hashTrees]),
    room("TalkootLog", ["TalkootCrypto", "TalkootCRDT"]),
    room("TalkootModel", ["TalkootCrypto", "TalkootCRDT", "TalkootLanguage", "TalkootLog", hashTrees]),
    room("TalkootSync", ["TalkootCrypto", "TalkootLog"]),

    // Shells.
    room("TalkootCrypto", ["COpenSSL"]),
    room(
      "TalkootStore",
      ["TalkootCrypto", "TalkootCRDT", "TalkootLog", grdb, sqlite],
      resources: [.embedInCode("Schema/schema1.sql")]
    ),
    room(
      "TalkootReplica",
      ["TalkootCrypto", "TalkootCRDT", "TalkootLog", "TalkootModel", "TalkootStore", "TalkootSync"]
    ),
    room("TalkootTransport", ["TalkootCrypto", nioCore, nioPosix, nioLocks]),
    room("TalkootAPI", ["TalkootLanguage", nioCore, nioPosix, nioHTTP1]),
    // Pure as well, but for the templates' engine: requests in, answers out.
    room(
      "TalkootPage",
      ["TalkootAPI", "TalkootLanguage", mustache],
      resources: [.embedInCode("Templates"), .embedInCode("Assets")]
    ),
    room(
      "TalkootHTTP",
      [
        "TalkootAPI", "TalkootLanguage", "TalkootPage", "TalkootCrypto", "TalkootCRDT", "TalkootLog", "TalkootModel",
        "TalkootReplica", "TalkootStore",
        hummingbird, nioCore, nioPosix, logging, lifecycle,
      ]
    ),
    room(
      "TalkootNode",
      [
        "TalkootAPI", "TalkootCrypto", "TalkootCRDT", "TalkootHTTP", "TalkootLanguage", "TalkootLog", "TalkootModel",
        "TalkootReplica", "TalkootStore", "TalkootSync", "TalkootTransport", toml, logging, lifecycle,
      ]
    ),
    program("talkootd", ["TalkootAPI", "TalkootLanguage", "TalkootNode", argumentParser, logging]),
    // The model, because a bundle is checked without a node.
    program("talkoot", ["TalkootAPI", "TalkootLanguage", "TalkootModel", argumentParser, toml]),

    // For tests only.
    room(
      "TalkootTesting",
      [
        "TalkootCrypto", "TalkootCRDT", "TalkootLog", "TalkootModel", "TalkootReplica", "TalkootStore", "TalkootSync",
      ]
    ),
    // Runs programs, and ends what they leave.
    room("ProgramTesting", ["TalkootAPI"]),
    tests("TalkootCRDTTests", ["TalkootCRDT", "TalkootTesting", "ProgramTesting"]),
    tests("TalkootCryptoTests", ["TalkootCrypto", "COpenSSL"]),
    tests("TalkootLogTests", ["TalkootLog", "TalkootCrypto", "TalkootCRDT", "TalkootTesting"]),
    tests("SettlingTests", model),
    tests("GovernanceTests", model),
    tests("TalkootModelTests", model),
    tests("TalkootSyncTests", ["TalkootSync", "TalkootLog", "TalkootCrypto", "TalkootTesting"]),
    tests("TalkootStoreTests", ["TalkootStore", "TalkootLog", "TalkootCRDT", "TalkootCrypto", "TalkootTesting", grdb]),
    tests("TalkootReplicaTests", replica + [sqlite]),
    tests("SimulationTests", replica),
    tests(
      "TalkootTransportTests",
      ["TalkootTransport", "TalkootCrypto", nioCore, nioPosix, nioLocks, nioEmbedded]
    ),
    tests("TalkootLanguageTests", ["TalkootLanguage"]),
    tests("TalkootAPITests", ["TalkootAPI"]),
    tests("TalkootPageTests", ["TalkootPage", "TalkootAPI", "TalkootLanguage"]),
    tests(
      "TalkootHTTPTests",
      replica + ["TalkootHTTP", "TalkootAPI", "TalkootLanguage", "ProgramTesting", logging, lifecycle, nioCore]
    ),
    tests("TalkootNodeTests", replica + ["TalkootNode", "TalkootAPI", "TalkootLanguage", logging]),
    tests(
      "CommandLineTests",
      ["talkoot", "TalkootAPI", "TalkootLanguage", "ProgramTesting", nioCore, nioPosix, nioHTTP1]
    ),
    tests("EndToEndTests", replica + ["talkoot", "talkootd", "TalkootAPI", "TalkootNode", "ProgramTesting"]),
  ],
  swiftLanguageModes: [.v6]
)
