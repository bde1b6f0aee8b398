// swift-tools-version: 6.2

import PackageDescription

// The table of targets in Sources/README.md is the reading version of this file.

/// Warnings are errors where the project is checked, not where a stranger builds it with a later compiler.
let warnings: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + warnings

/// What computes is optimised where it is debugged too: the tests compute a great deal, and no check of theirs is lost.
let computing: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let numerics: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

func target(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], _ settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// Fuzz targets have no `main` of their own: they are there only when .ci/fuzz asks for them.
let fuzzing: [Target] =
  Context.environment["WALKAWAY_FUZZ"] == nil
  ? []
  : [
    .target(name: "FuzzDriver", path: "Tests/Fuzz/FuzzDriver", swiftSettings: strict),
    fuzzer("FuzzJSONLine", ["Interchange", "Cases", "JSON"]), fuzzer("FuzzFilter", ["Cases"]),
    fuzzer("FuzzKeys", ["TerminalScreen", "CellGrid"]),
    .executableTarget(
      name: "Damage", dependencies: ["JSON", "Statistics", grdb, arguments], path: "Tests/Fuzz/Damage",
      swiftSettings: strict),
  ]

func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies + ["FuzzDriver"], path: "Tests/Fuzz/\(name)", swiftSettings: strict)
}

let package = Package(
  name: "walkaway",
  products: [.executable(name: "walkaway", targets: ["walkaway"])],
  dependencies: [
    // SQLite: the store, its migrations and its pool of readers.
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    // erf, log Γ and their kind.
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    // Command line, help and shell completions.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // YAML: definitions of simulators and instruments, policies of the gate.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // System libraries and C
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CCrypto"),
    // Archives: zip, tar, zstd, xz.
    .systemLibrary(name: "CArchive"),
    // Tables: libcsv reads CSV piece by piece; iconv reads other encodings.
    .systemLibrary(name: "CTables"),
    .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CEmbedded"),
    .target(
      name: "CBuild",
      cSettings: (Context.gitInformation?.currentCommit).map {
        [.define("WALKAWAY_COMMIT", to: "\"\($0.prefix(10))\"")]
      } ?? []),

    // The program, from the ground up
    target("Text"),
    target("JSON", ["CJSON", "Text"]),
    target("CellGrid"),
    target("Guide", ["CEmbedded", "CellGrid"], exclude: ["Schemas"]),
    target("TerminalScreen", ["CTerminal", "CellGrid"]),
    target("Digest", ["CCrypto"]),
    target("Files"),
    target("Statistics", [numerics], computing),
    target("Cases", [], computing),
    target("Fidelity", ["Cases", "Statistics"], computing),
    target(
      "Conduct", ["Cases", "CEmbedded"],
      exclude: ["Faults.md", "Words/English.txt", "Words/Chinese.txt", "Words/Traditional.txt", "Words/Marks.txt"]),
    target("Figures", ["Cases", "Fidelity", "JSON", "Text"], exclude: ["Figures.md"]),
    target("AuditStore", ["Cases", "Conduct", "CSQLite", "CZlib", "Digest", "Files", "JSON", "Text", grdb, sqlite]),
    target("Interchange", ["Cases", "CZlib", "Digest", "Files", "JSON", "Text"]),
    target("Formats", ["CArchive", "CTables", "Cases", "Digest", "Files", "Interchange", "JSON", "Text", yaml]),
    target(
      "SyntheticAudit", ["Cases", "CEmbedded", "JSON"],
      exclude: ["Phrases/matchmaking.txt", "Phrases/subscription.txt"], computing),
    target("ModelEndpoint", ["CCurl", "JSON", "Text"]),
    target("Probing", ["Cases", "AuditStore", "ModelEndpoint", "Digest", "Files", "JSON", "Text", yaml]),
    target(
      "Receipt", ["Cases", "CEmbedded", "Fidelity", "Figures", "Statistics", "Text", "Digest", "JSON", yaml],
      exclude: ["receipt.schema.json"]),
    target("Report", ["Cases", "Fidelity", "Figures", "Interchange", "Receipt", "Text"]),
    target("Explorer", ["CellGrid", "Cases", "Fidelity", "Figures", "Guide", "Text"]),
    target(
      "Desk",
      [
        "AuditStore", "CellGrid", "Cases", "Conduct", "Fidelity", "Figures", "Explorer", "Files", "Formats",
        "Interchange", "JSON", "ModelEndpoint", "Probing", "Receipt", "Report", "Statistics", "Text",
      ]),
    .executableTarget(
      name: "walkaway",
      dependencies: [
        "AuditStore", "CBuild", "CellGrid", "Cases", "Conduct", "Desk", "Fidelity", "Figures", "Explorer", "Files",
        "Formats", "Guide", "Interchange", "JSON", "ModelEndpoint", "Probing", "Receipt", "Report", "SyntheticAudit",
        "TerminalScreen", "Text", arguments,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "AuditStore", "CellGrid", "Cases", "Desk", "Fidelity", "Explorer", "Interchange", "Receipt", "Statistics",
        "SyntheticAudit", arguments,
      ],
      swiftSettings: strict),

    // What tests are made with
    .target(
      name: "CVirtualTerminal", path: "Tests/CVirtualTerminal",
      linkerSettings: [.linkedLibrary("vterm"), .linkedLibrary("util")]),
    .target(
      name: "VirtualTerminal", dependencies: ["CVirtualTerminal"], path: "Tests/VirtualTerminal",
      swiftSettings: strict),
    .target(name: "BuiltProgram", path: "Tests/BuiltProgram", swiftSettings: strict),
    .target(name: "ScriptedEndpoint", path: "Tests/ScriptedEndpoint", swiftSettings: strict),

    // Tests, one target each
    tests("Text", ["Text"]),
    tests("JSON", ["JSON"]),
    tests("CellGrid", ["CellGrid"], exclude: ["generate_width_table.py"]),
    tests("TerminalScreen", ["TerminalScreen", "CTerminal", "CellGrid", "VirtualTerminal"]),
    tests("Statistics", ["Statistics"]),
    tests("Cases", ["Cases"]),
    tests("Guide", ["Guide"]),
    tests("Conduct", ["Conduct", "Cases", "JSON", "Statistics"], exclude: ["Turns"]),
    tests("Fidelity", ["Fidelity", "Figures", "Cases", "JSON", "Statistics"]),
    tests("AuditStore", ["AuditStore", "Cases", "Interchange", grdb]),
    tests("Files", ["Files"]),
    tests("Interchange", ["Interchange", "AuditStore", "Cases", "Files", "Guide", "JSON"], exclude: ["redaction.tsv"]),
    tests("Formats", ["Formats", "Cases", "Interchange", "JSON"], exclude: ["Samples"]),
    tests("SyntheticAudit", ["SyntheticAudit", "Cases"]),
    tests(
      "Explorer",
      ["Explorer", "AuditStore", "CellGrid", "Cases", "Fidelity", "Figures", "Interchange", "JSON", "Text"],
      exclude: ["Snapshots"]),
    tests("ModelEndpoint", ["ModelEndpoint", "JSON", "ScriptedEndpoint"]),
    tests(
      "Probing",
      ["Probing", "Cases", "AuditStore", "Digest", "Interchange", "JSON", "ModelEndpoint", "ScriptedEndpoint", grdb]),
    tests(
      "Receipt",
      [
        "Receipt", "AuditStore", "Cases", "Fidelity", "Figures", "Digest", "Interchange", "JSON", "Statistics",
        "SyntheticAudit",
      ],
      exclude: ["receipt-keys.txt"]),
    tests("Report", ["Report", "Receipt", "AuditStore", "Cases", "Fidelity", "Figures", "Interchange", "Text"]),
    tests(
      "Desk",
      [
        "Desk", "AuditStore", "Cases", "Digest", "Explorer", "Fidelity", "Figures", "Interchange", "JSON", "Receipt",
        "Report", "SyntheticAudit", "Text", grdb,
      ]),
    tests(
      "Walkaway",
      ["walkaway", "BuiltProgram", "Desk", "Guide", "Probing", "VirtualTerminal", "ScriptedEndpoint", arguments, grdb]),
    tests(
      "Golden",
      [
        "walkaway", "AuditStore", "BuiltProgram", "CellGrid", "Cases", "Digest", "Explorer", "Fidelity", "Guide",
        "JSON", "Receipt", "ScriptedEndpoint", "VirtualTerminal",
      ]),
  ] + fuzzing,
  cxxLanguageStandard: .cxx17
)
