// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "latentwalk",
  products: [
    .executable(name: "latentwalk", targets: ["latentwalk"]),
    .library(name: "Autoencoders", targets: ["Autoencoders"]),
    .library(name: "Datasets", targets: ["Datasets"]),
    .library(name: "ImageSets", targets: ["ImageSets"]),
    .library(name: "FileFormats", targets: ["FileFormats"]),
  ],
  traits: [
    .trait(name: "MPI", description: "Train one model in several processes, over Open MPI.")
  ],
  targets: [
    // C: what Swift cannot say or cannot reach.
    .target(name: "CKernels", linkerSettings: [.linkedLibrary("m")]),
    .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "CCurl"),
    // Of what is ready the build takes the last by name. FileFormats waits for this target, and most others for
    // FileFormats: by a name before CKernels they would wait for that too, 10 s on two cores.
    .target(name: "CRasters", linkerSettings: [.linkedLibrary("png"), .linkedLibrary("jpeg")]),
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CBenchmarks"),
    // Nothing of these two is built without the trait MPI.
    .systemLibrary(name: "COpenMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev"])]),
    .target(
      name: "CMPI",
      dependencies: [.target(name: "COpenMPI", condition: .when(traits: ["MPI"]))],
      cSettings: [.define("CMPI_OVER_MPI", .when(traits: ["MPI"]))]),

    // Libraries, lowest first.
    .target(name: "ImageSets"),
    .target(name: "FileFormats", dependencies: ["CRasters", "CZlib"]),
    .target(name: "Autoencoders", dependencies: ["CKernels", "FileFormats", "ImageSets"]),
    .target(name: "Datasets", dependencies: ["CCurl", "FileFormats", "ImageSets"]),
    .target(
      name: "MessagePassing",
      dependencies: ["Autoencoders", .target(name: "CMPI", condition: .when(traits: ["MPI"]))]),
    .target(name: "TrainingLogs", dependencies: ["CSQLite", "FileFormats"]),
    .target(name: "TerminalUI"),
    .target(name: "CursesTerminal", dependencies: ["CTerminal", "TerminalUI"]),
    .target(
      name: "Explorer",
      dependencies: ["Autoencoders", "FileFormats", "ImageSets", "TerminalUI", "TrainingLogs"]),

    .target(name: "Monitor", dependencies: ["TerminalUI", "TrainingLogs"]),

    .target(
      name: "Pictures", dependencies: ["Autoencoders", "FileFormats", "ImageSets", "TerminalUI"]),
    .target(
      name: "Reproduction", dependencies: ["Autoencoders", "Datasets", "FileFormats", "ImageSets"]),

    .target(name: "ProgramOptions", dependencies: ["FileFormats"]),
    .target(name: "Timing", dependencies: ["FileFormats", "ProgramOptions"]),
    .executableTarget(
      name: "latentwalk",
      dependencies: [
        "Autoencoders", "CursesTerminal", "Datasets", "Explorer", "FileFormats", "ImageSets",
        .target(name: "MessagePassing", condition: .when(traits: ["MPI"])), "Monitor", "Pictures",
        "ProgramOptions", "Reproduction", "TerminalUI", "TrainingLogs",
      ]),
    .executableTarget(
      name: "latentwalk-bench",
      dependencies: [
        "Autoencoders", "CBenchmarks", "Datasets", "FileFormats", "ImageSets",
        .target(name: "MessagePassing", condition: .when(traits: ["MPI"])), "Monitor",
        "ProgramOptions", "TerminalUI", "Timing", "TrainingLogs",
      ]),

    .executableTarget(
      name: "latentwalk-fuzz",
      dependencies: [
        "Autoencoders", "Datasets", "Explorer", "FileFormats", "ImageSets", "ProgramOptions",
        "TerminalUI", "TrainingLogs",
      ]),

    .target(
      name: "TestSupport", dependencies: ["FileFormats"], path: "Tests/Support",
      exclude: ["loopback_server.py"]),
    .testTarget(name: "ImageSetsTests", dependencies: ["ImageSets"]),
    .testTarget(
      name: "FileFormatsTests", dependencies: ["FileFormats", "TestSupport"]),
    .testTarget(
      name: "AutoencodersTests",
      dependencies: [
        "Autoencoders", "CKernels", "Datasets", "FileFormats", "ImageSets", "TestSupport",
      ],
      exclude: ["Fixtures", "Goldens"]),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "FileFormats", "ImageSets", "TestSupport"]),
    .testTarget(
      name: "TrainingLogsTests", dependencies: ["FileFormats", "TestSupport", "TrainingLogs"],
      exclude: ["Fixtures"]),
    .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI", "TestSupport"]),
    .testTarget(
      name: "CursesTerminalTests", dependencies: ["CursesTerminal", "TerminalUI", "TestSupport"]),
    .testTarget(
      name: "ExplorerTests",
      dependencies: [
        "Autoencoders", "Explorer", "FileFormats", "ImageSets", "TerminalUI", "TestSupport",
      ],
      exclude: ["Goldens"]),
    .testTarget(
      name: "MonitorTests",
      dependencies: ["FileFormats", "Monitor", "TerminalUI", "TestSupport", "TrainingLogs"],
      exclude: ["Goldens"]),
    .testTarget(
      name: "PicturesTests", dependencies: ["Autoencoders", "Pictures"]),
    .testTarget(
      name: "ReproductionTests", dependencies: ["Autoencoders", "Reproduction", "TestSupport"]),
    .testTarget(name: "ProgramOptionsTests", dependencies: ["ProgramOptions"]),
    .testTarget(name: "TimingTests", dependencies: ["Timing"]),
    .testTarget(
      name: "LatentwalkTests",
      dependencies: [
        "latentwalk", "Autoencoders", "CursesTerminal", "Datasets", "Explorer", "FileFormats",
        "ImageSets", "ProgramOptions", "Reproduction", "TestSupport", "TrainingLogs",
      ],
      exclude: ["Goldens"]),
  ],
  cLanguageStandard: .gnu11
)

for target in package.targets {
  if target.type == .system { continue }
  if target.name.hasPrefix("C"), !target.name.hasPrefix("Curses") {
    target.cSettings = (target.cSettings ?? []) + [.treatAllWarnings(as: .error)]
  } else {
    target.swiftSettings = [
      .swiftLanguageMode(.v6),
      .treatAllWarnings(as: .error),
      .strictMemorySafety(),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ]
    // Commands hand all work over to the libraries: latentwalk takes 11 s to compile instead of 36, at the end of the
    // chain, and only what is told of plans of many thousand tasks comes later; words of a command line are few. Tests
    // compile in two thirds of the time; the sums over many numbers that they need are in TestSupport.
    if ["latentwalk", "ProgramOptions"].contains(target.name) || target.type == .test {
      target.swiftSettings? += [.unsafeFlags(["-Onone"], .when(configuration: .release))]
    }
  }
}

// Only the tests that are named, and what they need: `LATENTWALK_TESTS="FileFormatsTests MonitorTests" swift test
// --test-product latentwalkPackageTests`.
if let wanted = Context.environment["LATENTWALK_TESTS"]?.split(separator: " ").map(String.init) {
  let (tests, others) = (
    package.targets.filter { $0.type == .test }, package.targets.filter { $0.type != .test }
  )
  let found = tests.filter { wanted.contains($0.name) }
  // Of a name that there are no tests of, the build then says that its folder is not there.
  let missing = wanted.filter { name in !found.contains { $0.name == name } }
  package.targets =
    others + found + missing.map { .testTarget(name: $0, path: "Tests/\($0)") }
}
