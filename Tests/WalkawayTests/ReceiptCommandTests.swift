import BuiltProgram
import Foundation
import Testing
import VirtualTerminal

@Suite struct ReceiptCommandTests {
  private let fixture: JourneyFixture
  private var receipt: String { "\(fixture.folder)/receipt.json" }

  init() throws { fixture = try JourneyFixture() }

  private func run(_ arguments: String..., adding more: [String: String] = [:]) throws -> (
    status: Int32, output: String, errors: String
  ) {
    try Program.run(arguments, environment: fixture.environment.merging(more) { $1 })
  }

  private func write() throws {
    let result = try run(
      "receipt", fixture.bundle, "--json", "--output", receipt, "--resamples", "30", "--permutations", "30")
    #expect(result.status == 0, "\(result.errors)")
  }

  private func replace(_ old: String, by new: String, in path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new, maxReplacements: 1).utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test func aReceiptIsMarkdownForPeopleAndNeverMarkup() throws {
    let result = try run("receipt", fixture.bundle, "--resamples", "30", "--permutations", "30")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("# Decision-fidelity receipt\n"))
    #expect(result.output.contains("not stated") && result.output.contains("## Exit audit"))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test func whatWasWrittenAgreesWithItsAudit() throws {
    try write()
    let result = try run("verify", receipt, fixture.bundle)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("agree in every point"))
    let json = try run("verify", receipt, fixture.bundle, "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["agrees"] as? Bool == true)
  }

  @Test func oneDigitIsFoundAndNamed() throws {
    try write()
    try replace("\"n\" : 3", by: "\"n\" : 4", in: receipt)
    let result = try run("verify", receipt, fixture.bundle)
    #expect(result.status == 1)
    #expect(
      result.output.contains("✗ seals") && result.output.contains("receipt 4") && result.output.contains("audit   3"))
  }

  @Test func anotherVersionAndSeedAreFoundAndNamed() throws {
    try write()
    try replace("\"version\" : \"", by: "\"version\" : \"9", in: receipt)
    try replace("\"seed\" : 20260620", by: "\"seed\" : 20260621", in: receipt)
    let result = try run("verify", receipt, fixture.bundle)
    #expect(result.status == 1)
    #expect(result.output.contains("✗ program: written by walkaway 9"))
    #expect(result.output.contains("program (version, time)") && result.output.contains("seed"))
  }

  @Test func oneLabelIsFoundAndNamed() throws {
    try write()
    try replace("\"stage\":\"resisting\"", by: "\"stage\":\"deciding\"", in: "\(fixture.bundle)/labels.jsonl")
    let result = try run("verify", receipt, fixture.bundle)
    #expect(result.status == 1)
    #expect(result.output.contains("✗ digest of labels") && result.output.contains("✓ digest of conversations"))
    #expect(result.output.contains("✗ results"))
  }

  @Test func aReceiptOfAnotherAuditIsComputedAsFarAsItCanBe() throws {
    try write()
    try replace("\"simulator\" : \"persona\"", by: "\"simulator\" : \"nobody\"", in: receipt)
    let result = try run("verify", receipt, fixture.bundle)
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output.contains("method"))
    try write()
    try replace("\"filter\" : \"\"", by: "\"filter\" : \"real:nonsense\"", in: receipt)
    let other = try run("verify", receipt, fixture.bundle)
    #expect(other.status == 1 && other.output.contains("cannot be computed with this audit"))
  }

  @Test func whatIsNoReceiptIsBadData() throws {
    let path = "\(fixture.folder)/nonsense.json"
    for text in ["", "{", "[]", "{\"_type\": 3}", String(repeating: "[", count: 50_000)] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let result = try run("verify", path, fixture.bundle)
      #expect(result.status == 65 && result.errors.contains("no receipt"), "\(text.prefix(20))")
    }
    #expect(try run("verify", "\(fixture.folder)/nothing", fixture.bundle).status == 66)
  }

  @Test func theSchemaIsPrinted() throws {
    let result = try run("receipt", "--schema")
    #expect(result.status == 0)
    let schema = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(try run("receipt").status == 64)
    #expect(try run("receipt", fixture.bundle, "--sign", "key").status == 64)
    #expect(try run("receipt", fixture.bundle, "--resamples", "99999999999").status == 64)
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen"), "OpenSSH is not installed"))
  func aSignatureIsMadeAndChecked() throws {
    let key = "\(fixture.folder)/key"
    let make = Process()
    make.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-keygen")
    make.arguments = ["-q", "-t", "ed25519", "-N", "", "-C", "lead", "-f", key]
    make.standardInput = FileHandle.nullDevice
    try make.run()
    make.waitUntilExit()
    let known = try String(contentsOfFile: key + ".pub", encoding: .utf8)
    let signers = "\(fixture.folder)/signers"
    try Data("lead@example.org \(known)".utf8).write(to: URL(fileURLWithPath: signers))
    for _ in 0..<2 {
      let result = try run(
        "receipt", fixture.bundle, "--json", "--output", receipt, "--sign", key, "--resamples", "30", "--permutations",
        "30")
      #expect(result.status == 0 && result.errors.contains("receipt.json.sig"), "\(result.errors)")
    }
    let signature = receipt + ".sig"
    let good = try run("verify", receipt, fixture.bundle, "--signature", signature, "--allowed-signers", signers)
    #expect(good.status == 0 && good.output.contains("✓ signature: made by lead@example.org"), "\(good.output)")
    try replace("issued_at\" : \"2", by: "issued_at\" : \"3", in: receipt)
    let altered = try run("verify", receipt, fixture.bundle, "--signature", signature, "--allowed-signers", signers)
    #expect(altered.status == 1 && altered.output.contains("✗ signature"))
    try Data().write(to: URL(fileURLWithPath: signers))
    let unknown = try run("verify", receipt, fixture.bundle, "--signature", signature, "--allowed-signers", signers)
    #expect(unknown.output.contains("made by nobody"))
    #expect(try run("verify", receipt, fixture.bundle, "--signature", signature).status == 64)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen"), "OpenSSH is not installed"))
  func aSignatureThatCannotBeMadeChangesNothing() throws {
    let signature = receipt + ".sig"
    try write()
    let old = try String(contentsOfFile: receipt, encoding: .utf8)
    try "-----BEGIN SSH SIGNATURE-----\nold\n".write(toFile: signature, atomically: false, encoding: .utf8)
    try "no key".write(toFile: "\(fixture.folder)/-key", atomically: false, encoding: .utf8)
    for key in ["\(fixture.folder)/-key", "-key", "nothing"] {
      let result = try Program.run(
        [
          "receipt", "bundle", "--json", "--output", receipt, "--sign=\(key)", "--resamples", "40", "--permutations",
          "30",
        ],
        environment: fixture.environment, folder: fixture.folder)
      #expect(result.status == (key == "nothing" ? 66 : 74), "\(result.errors)")
      #expect(try String(contentsOfFile: receipt, encoding: .utf8) == old)
      #expect(try String(contentsOfFile: signature, encoding: .utf8).contains("old"))
    }
    // A signature of somebody else's is not replaced either.
    try "mine".write(toFile: signature, atomically: false, encoding: .utf8)
    #expect(try run("receipt", fixture.bundle, "--json", "-o", receipt, "--sign", "key").status == 64)
    #expect(try run("receipt", fixture.bundle, "--json", "-o", "/dev/stdout", "--sign", "key").status == 64)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen"), "OpenSSH is not installed"))
  func namesThatBeginWithAHyphenAreNamesAndTheSignerIsTheKey() throws {
    func shell(_ command: String) throws -> (status: Int32, output: String) {
      let result = try Program.run(
        "/bin/sh", ["-c", command], environment: fixture.environment.merging(["W": Program.path]) { $1 },
        in: fixture.folder)
      return (result.status, String(decoding: result.output + result.errors, as: UTF8.self))
    }
    let quick = "--resamples 30 --permutations 30"
    let made = try shell(
      """
      ssh-keygen -q -t ed25519 -N '' -C lead -f ./-k && printf '*@example.org %s' "$(cat ./-k.pub)" > ./-signers
      "$W" receipt bundle --json --output=-Omulti.json --sign=-k \(quick)
      """)
    #expect(made.status == 0 && made.output.contains("signed: -Omulti.json.sig"), "\(made.output)")
    let checked = try shell(
      #""$W" verify ./-Omulti.json bundle --signature=-Omulti.json.sig --allowed-signers=-signers; ssh-keygen -lf ./-k"#
    )
    let key = try #require(checked.output.split(separator: "\n").last?.split(separator: " ")[1])
    #expect(
      checked.output.contains("✓ signature: made by the key \(key), which is allowed for *@example.org"),
      "\(checked.output)")
  }

  /// GitHub would make links of addresses, and text would run the other way.
  @Test func nothingOfAuditJSONIsALinkOrTurnsTheText() throws {
    try replace(
      "\"name\":\"journey\"",
      by: "\"license\":\"https://a.example www.b.example c@d.example \u{202E}x\u{200F}\",\"name\":\"journey\"",
      in: "\(fixture.bundle)/audit.json")
    let commands = [
      ["receipt", fixture.bundle], ["export", fixture.bundle, "--format", "markdown", "--report", "--cases", "0"],
    ]
    for command in commands {
      let text = try Program.run(
        command + ["--resamples", "30", "--permutations", "30"], environment: fixture.environment
      ).output
      #expect(text.contains("a.example") && text.contains("‹U+202E›x‹U+200F›"))
      for part in ["://a", "www.b", "c@d", "\u{202E}", "\u{200F}"] { #expect(!text.contains(part), "\(part)") }
    }
  }

  @Test func aReceiptOfAnotherFormIsToldByItsForm() throws {
    try write()
    try replace("decision-fidelity-receipt:5", by: "decision-fidelity-receipt:1", in: receipt)
    try replace("\"exit_audit\" :", by: "\"exits\" :", in: receipt)
    let result = try run("verify", receipt, fixture.bundle)
    #expect(result.status == 65 && result.errors.contains("has the form urn:walkaway:decision-fidelity-receipt:1"))
  }

  @Test func whatIsWrongInAReceiptIsCalledAsInTheFile() throws {
    for (old, new, words) in [
      ("\"exit_audit\" :", "\"exit_audits\" :", "predicate.exit_audit is missing"),
      ("\"seed\" : 20260620", "\"seed\" : -1", "predicate.method.seed: -1 is out of range"),
      (
        "\"seed\" : 20260620", "\"seed\" : 18446744073709551616",
        "predicate.method.seed: 18446744073709551616 is out of range"
      ),
      ("\"seed\" : 20260620", "\"seed\" : \"x\"", "predicate.method.seed is of another type"),
      ("\"permutation_draws\" : 30", "\"permutation_draws\" : null", "predicate.method.permutation_draws"),
    ] {
      try write()
      try replace(old, by: new, in: receipt)
      let result = try run("verify", receipt, fixture.bundle)
      #expect(result.status == 65 && result.errors.contains("no receipt: \(words)"), "\(result.errors)")
    }
  }

  @Test func theExplorerShowsItAndGoesBack() throws {
    let terminal = try fixture.explore(rows: 30, columns: 100)
    #expect(terminal.shows("1 of 6"))
    terminal.send("r")
    #expect(terminal.shows("beside real people"))
    #expect(terminal.shows("Completeness"))
    terminal.send("q")
    #expect(terminal.shows("1 of 6"))
    terminal.send("Q")
    #expect(terminal.waitForExit() && terminal.exitStatus == 0)
  }

  @Test func withoutOpenSSHASignatureSaysWhatIsMissing() throws {
    let result = try run(
      "receipt", fixture.bundle, "--json", "--output", receipt, "--sign", "key", adding: ["PATH": fixture.folder])
    #expect(result.status == 66)
    #expect(result.errors.contains("ssh-keygen") && result.errors.contains("openssh-client"))
    #expect(!FileManager.default.fileExists(atPath: receipt))
  }
}
