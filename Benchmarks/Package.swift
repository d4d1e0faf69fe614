// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building and testing Talkoot never builds the benchmarks.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]
let rooms = Target.Dependency.product(name: "TalkootRooms", package: "talkoot-network")

func program(_ name: String) -> Target {
  .executableTarget(name: name, dependencies: ["Measuring", rooms], path: name, swiftSettings: settings)
}

let package = Package(
  name: "talkoot-benchmarks",
  dependencies: [.package(name: "talkoot-network", path: "..")],
  targets: [
    .target(name: "Measuring", path: "Measuring", swiftSettings: settings),
    program("text-replay"),
    program("replica-work"),
  ],
  swiftLanguageModes: [.v6]
)
