internal import JSON
internal import ModelEndpoint
public import Probing

extension BatchProbing.Requests {
  /// What was written, as JSON.
  public func json(of command: String) -> String {
    let report: JSONValue = [
      "command": .string(command), "requests": .integer(count), "files": .array(files.map { .string($0) }),
    ]
    return report.json(indented: false, isSorted: true) + "\n"
  }
}

extension BatchFiles.Report {
  private var missingCount: Int { missing.reduce(0) { $0 + $1.count } }

  public var json: String {
    let report: JSONValue = [
      "lines": .integer(lines), "stored": .integer(stored), "duplicates": .integer(duplicates),
      "invalid": .integer(invalid), "failed": .integer(failed), "unreadable": .integer(unreadable),
      "foreign": .integer(foreign), "missing": .integer(missingCount),
      "odd_usages": .integer(oddUsages), "problems": .array(problems.map { .string($0.line) }),
    ]
    return report.json(indented: false, isSorted: true) + "\n"
  }

  /// - Parameter path: The request file of what is missing, where one was written.
  public func text(missingIn path: String?) -> String {
    var text = "\(lines) result lines: \(stored) stored"
    for (count, words) in [
      (duplicates, "stored before"), (invalid, "invalid"), (failed, "failed at the engine"),
      (unreadable, "unreadable"), (foreign, "of other requests"),
    ] where count > 0 { text += ", \(count) \(words)" }
    text += "\n"
    for problem in problems { text += "  \(shown(problem.line))\n" }
    if oddUsages > 0 { text += "  \(oddUsages) answers came with a number of tokens that cannot be\n" }
    guard missingCount > 0 else { return text + "nothing is missing\n" }
    text += "\(missingCount) answers are missing"
    return text + (path.map { ", their requests are in \($0)\n" } ?? "; --missing FILE writes their requests\n")
  }
}
