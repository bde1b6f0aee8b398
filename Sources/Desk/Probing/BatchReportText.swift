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
  /// Whether there were answers, and not one is valid.
  public var isAllInvalid: Bool { invalid > 0 && stored == 0 && duplicates == 0 }

  private var missingCount: Int { missing.reduce(0) { $0 + $1.count } }

  public func json(_ invalid: InvalidAnswersText) -> String {
    var report: JSONValue = [
      "served_models": .array(servedModels.map(AnswerText.json)),
      "invalid_reasons": invalid.json, "lines": .integer(lines), "stored": .integer(stored),
      "duplicates": .integer(duplicates),
      "invalid": .integer(self.invalid), "failed": .integer(failed), "unreadable": .integer(unreadable),
      "foreign": .integer(foreign), "missing": .integer(missingCount),
      "odd_usages": .integer(oddUsages), "problems": .array(problems.map { .string($0.line) }),
    ]
    AnswerText.add(notes, to: &report)
    return report.json(indented: false, isSorted: true) + "\n"
  }

  /// - Parameters:
  ///   - path: The request file of what is missing, where one was written.
  ///   - works: Whose results they are.
  public func text(missingIn path: String?, of works: [ProbeWork], _ invalid: InvalidAnswersText) -> String {
    text(missingIn: path, of: works) + invalid.text
  }

  private func text(missingIn path: String?, of works: [ProbeWork]) -> String {
    var text = "\(lines) result lines: \(stored) stored"
    for (count, words) in [
      (duplicates, "stored before"), (self.invalid, "invalid"), (failed, "failed at the engine"),
      (unreadable, "unreadable"), (foreign, "of other requests"),
    ] where count > 0 { text += ", \(count) \(words)" }
    text += "\n"
    for problem in problems { text += "  \(shown(problem.line))\n" }
    if oddUsages > 0 { text += "  \(oddUsages) answers came with a number of tokens that cannot be\n" }
    for (work, served) in zip(works, servedModels) where !served.isEmpty {
      text += "  \(shown(work.definition.id)):\n"
      text += AnswerText.lines(of: work.definition, served: served, format: nil)
    }
    text += AnswerText.lines(of: notes)
    guard missingCount > 0 else { return text + "nothing is missing\n" }
    text += "\(missingCount) answers are missing"
    return text + (path.map { ", their requests are in \($0)\n" } ?? "; --missing FILE writes their requests\n")
  }
}
