internal import JSON
public import Probing
internal import Text

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
}

extension BatchProbing.Results {
  public func json(_ invalid: InvalidAnswersText) -> String {
    let plans = missing.map { scope, jobs -> JSONValue in
      [
        "plan": scope.plan.map(JSONValue.string) ?? .null, "probes": .integer(scope.points.count),
        "missing": .integer(jobs.reduce(0) { $0 + $1.count }),
      ]
    }
    var result: JSONValue = [
      "served_models": .array(report.servedModels.map(AnswerText.json)), "invalid_reasons": invalid.json,
      "lines": .integer(report.lines), "stored": .integer(report.stored), "duplicates": .integer(report.duplicates),
      "contradicting": .integer(report.contradicting), "invalid": .integer(report.invalid),
      "failed": .integer(report.failed), "unreadable": .integer(report.unreadable),
      "foreign": .integer(report.foreign), "missing": .integer(missingCount), "plans": .array(plans),
      "odd_usages": .integer(report.oddUsages), "problems": .array(report.problems.map { .string($0.line) }),
    ]
    AnswerText.add(report.notes, to: &result)
    return result.json(indented: false, isSorted: true) + "\n"
  }

  /// - Parameters:
  ///   - path: The request file of what is missing, where one was written.
  ///   - works: Whose results they are.
  public func text(missingIn path: String?, of works: [ProbeWork], _ invalid: InvalidAnswersText) -> String {
    text(missingIn: path, of: works) + invalid.text
  }

  private func text(missingIn path: String?, of works: [ProbeWork]) -> String {
    var text = "\(NumberText.counted(report.lines, "result line")): \(report.stored) stored"
    for (count, words) in [
      (report.duplicates, "stored before"), (report.contradicting, "other answers than those stored before"),
      (report.invalid, "invalid"), (report.failed, "failed at the engine"), (report.unreadable, "unreadable"),
      (report.foreign, "of other requests"),
    ] where count > 0 { text += ", \(count) \(words)" }
    text += "\n"
    for problem in report.problems { text += "  \(shown(problem.line))\n" }
    if report.oddUsages > 0 {
      text += "  \(NumberText.counted(report.oddUsages, "answer")) came with a number of tokens that cannot be\n"
    }
    for (work, served) in zip(works, report.servedModels) where !served.isEmpty {
      text += "  \(shown(work.definition.id)):\n"
      text += AnswerText.lines(of: work.definition, served: served, format: nil)
    }
    text += AnswerText.lines(of: report.notes)
    for (scope, jobs) in missing {
      let count = jobs.reduce(0) { $0 + $1.count }
      let words = count == 0 ? "nothing is missing" : "\(NumberText.counted(count, "answer is", "answers are")) missing"
      text += "\(scope.words): \(words)\n"
    }
    guard missingCount > 0 else { return text }
    guard let path else { return text + "--missing FILE writes the requests of what is missing\n" }
    return text + "the requests of what is missing are in \(shown(path))\n"
  }
}
