internal import Fidelity
public import JSON
internal import Text

extension GateReport.Line {
  /// "exit_probe_recall of non-buyer".
  public var name: String { (simulator.map { "\($0): " } ?? "") + (subject.map { "\(rule) of \($0)" } ?? rule) }

  /// "44.7 % [36.2, 53.6], n 123, must be ≥ 50.0 %".
  public var sentence: String {
    var words: [String] = []
    if let estimate { words.append(style.text(estimate * scale)) }
    if let interval, interval.count == 2 { words.append(style.interval(interval[0] * scale, interval[1] * scale)) }
    if estimate == nil { words.append(reason ?? "stated") }
    var text = words.joined(separator: " ")
    if let n, estimate != nil, interval != nil { text += ", n \(NumberText.grouped(n))" }
    if limit != "stated" || reason != nil { text += ", must be \(limit)" }
    if estimate != nil, let reason { text += "; \(reason)" }
    if let look { text += "; bounds for repeated looks, this is look \(NumberText.grouped(look))" }
    return text
  }
}

extension GateReport.Verdict {
  fileprivate var words: String {
    switch self {
    case .trusted: "trusted: every rule of this policy is kept"
    case .notTrusted: "not trusted: a rule of this policy is broken"
    case .undecided: "undecided: the data cannot tell whether every rule of this policy is kept"
    }
  }

  fileprivate var mark: String {
    switch self {
    case .trusted: "✓"
    case .notTrusted: "✗"
    case .undecided: "?"
    }
  }
}

extension GateReport.Finding {
  static let oneLook = "of this look alone; the rules’ bounds hold for all looks together"

  fileprivate var note: String? { notes.isEmpty ? nil : notes.joined(separator: "; ") }

  fileprivate var line: String { concentration.line + (note.map { " (\($0))" } ?? "") }
}

extension GateReport {
  /// The first lines, for people: where errors concentrate, which no rule decides.
  public var findingLines: [String] {
    findings.map { (findings.count > 1 ? "\($0.simulator): " : "") + $0.line }
  }

  /// The rules as lines for people, and whether all are kept.
  public var text: String {
    let rules = lines.map { "\($0.verdict.mark) \($0.name): \($0.sentence)" }
    return (rules + ["", "\(verdict.words)"]).joined(separator: "\n") + "\n"
  }

  /// The report as JSON.
  public var tree: JSONValue {
    [
      "concentration": .array(
        findings.map { finding in
          [
            "simulator": .string(finding.simulator), "word": .string(finding.concentration.word),
            "finding": .string(finding.concentration.finding), "sentence": .string(finding.concentration.sentence),
            "note": finding.note.map(JSONValue.string) ?? .null,
          ]
        }),
      "verdict": .string(verdict.rawValue),
      "rules": .array(
        lines.map { line in
          [
            "simulator": line.simulator.map(JSONValue.string) ?? .null, "rule": .string(line.rule),
            "subject": line.subject.map(JSONValue.string) ?? .null,
            "estimate": line.estimate.map(JSONValue.number) ?? .null,
            "ci": line.interval.map { .array($0.map(JSONValue.number)) } ?? .null,
            "n": line.n.map(JSONValue.integer) ?? .null, "limit": .string(line.limit),
            "verdict": .string(line.verdict.rawValue), "reason": line.reason.map(JSONValue.string) ?? .null,
            "look": line.look.map(JSONValue.integer) ?? .null,
          ]
        }),
    ]
  }

  /// The rules as test cases: a broken rule is a failure, one that the data cannot decide an error.
  ///
  /// - Parameter name: The name of the suite.
  public func junit(name: String) -> String {
    let failures = lines.count { $0.verdict == .notTrusted }
    let errors = lines.count { $0.verdict == .undecided }
    var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    text +=
      "<testsuites name=\"walkaway check\" tests=\"\(lines.count)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
    text += "  <testsuite name=\"\(escaped(name))\" tests=\"\(lines.count)\" failures=\"\(failures)\""
    text += " errors=\"\(errors)\" skipped=\"0\">\n    <properties>\n"
    for finding in findings {
      text += "      <property name=\"concentration of \(escaped(finding.simulator))\""
      text += " value=\"\(escaped(finding.line))\"/>\n"
    }
    text += "    </properties>\n"
    for line in lines {
      let sentence = escaped(line.sentence)
      text += "    <testcase classname=\"walkaway.\(escaped(line.rule))\" name=\"\(escaped(line.name))\">"
      switch line.verdict {
      case .trusted: text += "<system-out>\(sentence)</system-out>"
      case .notTrusted: text += "<failure type=\"not-trusted\" message=\"\(sentence)\"/>"
      case .undecided: text += "<error type=\"undecided\" message=\"\(sentence)\"/>"
      }
      text += "</testcase>\n"
    }
    return text + "  </testsuite>\n</testsuites>\n"
  }

  /// Text between tags or quotes; what XML 1.0 cannot hold becomes a replacement character, what turns the
  /// direction of text is seen.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\t", "\n", "\r": result += " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default:
        if let picture = VisibleText.picture(of: scalar) {
          result += picture
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
