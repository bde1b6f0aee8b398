import ArgumentParser
import Foundation
import Statistics

/// Trials by number: each in a folder of its own, random by seed and number alone.
struct Trials {
  let program: Program
  private let options: Damage.Options

  init(_ options: Damage.Options) {
    self.options = options
    program = Program(path: absolute(options.walkaway))
  }

  /// A folder for what trials share.
  func folder(_ name: String) throws -> String {
    let path = "\(absolute(options.scratch))/\(name)"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// - Throws: `ExitCode.failure` where anything was found.
  func run(_ body: (inout Trial) throws -> Void) throws {
    let start = ContinuousClock.now
    var counts: [String: Int] = [:]
    var findings = 0
    var done = 0
    while done < options.count, start.duration(to: .now) < .seconds(min(options.seconds, 1e9)) {
      let number = options.first + done
      var trial = Trial(number: number, folder: try folder("trial"), seed: options.seed, program: program)
      try body(&trial)
      counts.merge(trial.counts, uniquingKeysWith: +)
      for finding in trial.findings { print("trial \(number): \(finding)") }
      if !trial.findings.isEmpty {
        findings += 1
        let kept = "\(absolute(options.scratch))/found-\(options.seed)-\(number)"
        try? FileManager.default.removeItem(atPath: kept)
        try? FileManager.default.moveItem(atPath: trial.folder, toPath: kept)
      }
      done += 1
      if done.isMultiple(of: 500) {
        FileHandle.standardError.write(Data("\(done) trials, \(findings) with findings\n".utf8))
      }
    }
    try? FileManager.default.removeItem(atPath: "\(absolute(options.scratch))/trial")
    print("\(done) trials, \(findings) with findings, seed \(options.seed), from number \(options.first)")
    for (what, count) in counts.sorted(by: { $0.key < $1.key }) { print("  \(count)  \(what)") }
    if findings > 0 { throw ExitCode.failure }
  }
}

private func absolute(_ path: String) -> String {
  URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: FileManager.default.currentDirectoryPath + "/")).path
}

/// One trial: what it was done to, what was seen.
struct Trial {
  let number: Int
  let folder: String
  let program: Program
  var random: SeededGenerator
  private(set) var counts: [String: Int] = [:]
  private(set) var findings: [String] = []

  init(number: Int, folder: String, seed: UInt64, program: Program) {
    self.number = number
    self.folder = folder
    self.program = program
    random = SeededGenerator(seed: seed, index: UInt64(number))
  }

  mutating func count(_ what: String) { counts[what, default: 0] += 1 }
  mutating func find(_ what: String) { findings.append(what) }

  /// Runs a command of the program and finds what no command may do, whatever it is given.
  ///
  /// - Parameter allowed: The exit statuses that are right here.
  mutating func run(_ arguments: [String], allowed: Set<Int32>) -> Program.Outcome {
    let outcome = program.run(arguments, in: folder)
    count("\(arguments[0]): status \(outcome.status)")
    let command = arguments.joined(separator: " ")
    if outcome.status == 124 {
      find("\(command): hangs")
    } else if outcome.status >= 128 {
      find("\(command): dies with status \(outcome.status)\n\(outcome.errorText.prefix(2000))")
    } else if !allowed.contains(outcome.status) {
      find("\(command): status \(outcome.status)\n\(outcome.errorText.prefix(2000))")
    }
    if let control = outcome.errorText.unicodeScalars.first(where: isControl) {
      find("\(command): U+\(String(control.value, radix: 16)) on standard error")
    }
    for words in Trial.rawMessages where outcome.errorText.contains(words) {
      find("\(command): a library's own words (\(words))\n\(outcome.errorText.prefix(2000))")
    }
    if outcome.status == 65 || outcome.status == 66, !outcome.errorText.contains("walkaway:") {
      find("\(command): status \(outcome.status) without a word")
    }
    return outcome
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
      || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  private static let rawMessages = [
    "SQLite error", "Error Domain", "NSCocoa", "DatabaseError", "no such column", "no such table", "Fatal error",
    "dataCorrupted", "keyNotFound", "malformed", ".swift", "The operation could not",
  ]
}
