internal import Cases
internal import Explorer
internal import Fidelity
internal import Figures
internal import JSON
internal import Text

extension RoundResults {
  public var json: String {
    let object: JSONValue = [
      "round": .string(round.name), "turns": .integer(round.items.count), "instrument": .string(round.instrument),
      "level": .number(level),
      "reviewers": .array(
        progress.map {
          [
            "reviewer": .string($0.reviewer), "labelled": .integer($0.labelled), "skipped": .integer($0.skipped),
            "of": .integer($0.all), "median_seconds": $0.seconds.map(JSONValue.number) ?? .null,
          ]
        }),
      "agreement": .array(
        agreements.flatMap { question, values, pairs in
          pairs.filter { $0.equal.count > 0 }.map { $0.json(question.rawValue, values) }
        }),
      "standing": .array(standings.filter { $0.kappa.count > 0 }.map(\.json)),
      "corrected": .array(corrected.flatMap(\.rows)),
      "disagreements": .array(disputes.map(\.json)),
    ]
    return object.json() + "\n"
  }

  /// One number a row.
  public var csv: String {
    let head = ["section", "question", "first", "second", "source", "figure", "value", "lower", "upper", "n", "reason"]
    var rows = [head]
    func add(_ place: [String], _ name: String, _ figure: Figure) {
      let bounds = figure.interval.bounds
      rows.append(
        place
          + [
            name, figure.number.field, bounds?.lower.field ?? "", bounds?.upper.field ?? "", "\(figure.count)",
            figure.value.reason ?? figure.interval.reason ?? "",
          ])
    }
    for (question, _, pairs) in agreements {
      for pair in pairs where pair.equal.count > 0 {
        let place = ["agreement", question.rawValue, pair.first, pair.second, pair.source.rawValue]
        add(place, "equal", pair.equal)
        add(place, "kappa", pair.kappa)
      }
    }
    for standing in standings where standing.kappa.count > 0 {
      let place = ["standing", "stage", standing.instrument, "", standing.source.rawValue]
      add(place, "kappa", standing.kappa)
      add(place, "people_kappa", standing.people)
      add(place, "difference", standing.difference)
    }
    for part in corrected {
      for row in part.figures.report.corrected?.rows ?? [] {
        let place = ["corrected", row.id, part.simulator, "", row.stratum ?? ""]
        add(place, "people", row.people)
        add(place, "corrected", row.corrected)
      }
    }
    return rows.map { row in
      row.map { CSVText.quoted($0, allowsNumbers: true, guarding: .formulas) }.joined(separator: ",") + "\r\n"
    }.joined()
  }
}

extension Double {
  fileprivate var field: String { if case .number(let text) = JSONValue.number(self) { text } else { "" } }
}

extension Double? {
  fileprivate var field: String { map(\.field) ?? "" }
}

extension RoundResults.Corrected {
  fileprivate var rows: [JSONValue] {
    let report = figures.report
    var rows: [JSONValue] = []
    if let (instrument, corrected) = excess {
      rows.append([
        "simulator": .string(simulator), "id": .string("excess"), "stratum": .null,
        "instrument": instrument.number.map(JSONValue.number) ?? .null, "people": .null,
        "corrected": corrected.excess.tree,
      ])
    }
    for row in report.corrected?.rows ?? [] {
      rows.append([
        "simulator": .string(simulator), "id": .string(row.id), "stratum": row.stratum.map { .string($0) } ?? .null,
        "instrument": row.instrument.number.map(JSONValue.number) ?? .null, "people": row.people.tree,
        "corrected": row.corrected.tree,
      ])
    }
    return rows
  }
}

extension RaterAgreement {
  fileprivate func json(_ question: String, _ values: [String]) -> JSONValue {
    [
      "question": .string(question), "first": .string(first), "second": .string(second),
      "instrument": .bool(isOfInstrument), "source": .string(source.rawValue), "equal": equal.tree,
      "kappa": kappa.tree, "values": .array(values.map { .string($0) }),
      "counts": .array(counts.map { .array($0.map { .integer($0) }) }),
    ]
  }
}

extension RaterStanding {
  fileprivate var json: JSONValue {
    [
      "instrument": .string(instrument), "source": .string(source.rawValue), "kappa": kappa.tree,
      "people_kappa": people.tree, "difference": difference.tree, "standing": .string(word.rawValue),
    ]
  }
}

extension RoundResults.Dispute {
  fileprivate var json: JSONValue {
    [
      "conversation": .string(item.conversation), "turn": .integer(item.turn), "source": .string(item.source),
      "given": .array(
        given.map {
          ["reviewer": .string($0.reviewer), "stage": .string($0.stage), "elsewhere": .bool($0.isElsewhere)]
        }), "settled": settled.map { .string($0) } ?? .null,
    ]
  }
}

extension Figure {
  /// With its interval, or why there is none.
  fileprivate var tree: JSONValue {
    // Written out: as one literal of mapped optionals it ends the compiler (Swift 6.3.1, -O).
    var (number, interval, reason) = (JSONValue.null, JSONValue.null, JSONValue.null)
    if let value = self.number { number = .number(value) }
    if let bounds = self.interval.bounds { interval = .array([.number(bounds.lower), .number(bounds.upper)]) }
    if let words = value.reason ?? self.interval.reason { reason = .string(words) }
    return ["value": number, "interval": interval, "n": .integer(count), "reason": reason]
  }
}
