// swift-tools-version: 6.2
import PackageDescription

// Every target is one room of the house (docs/architecture.md); a dependency that is not listed here cannot be
// imported: `make` builds with `--explicit-target-dependency-import-check error`.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "talkoot-network",
  targets: [
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    room("TalkootCrypto", ["COpenSSL"]),
    room("TalkootCRDT"),
    room("TalkootLog", ["TalkootCrypto", "TalkootCRDT"]),
  ],
  swiftLanguageModes: [.v6]
)
