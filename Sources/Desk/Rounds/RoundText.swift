public import Cases
internal import CellGrid
internal import JSON
internal import Text

/// What is said of a round that was drawn.
public struct RoundText {
  private let round: ReviewRound
  private let asked: Int

  public init(_ round: ReviewRound, asked: Int) {
    self.round = round
    self.asked = asked
  }

  public var text: String {
    var lines = ["\(round.name): \(NumberText.counted(round.items.count, "turn")), seed \(round.seed)"]
    if round.items.count < asked {
      lines.append(
        "\(NumberText.grouped(asked)) were asked for: a round takes at most one turn of a conversation")
    }
    let people = NumberText.counted(round.overlap, "person", "people")
    lines.append(
      round.reviewers.isEmpty
        ? "every reviewer labels every turn; \(people) \(round.overlap == 1 ? "is" : "are") expected"
        : "each turn is labelled by \(people) of \(round.reviewers.joined(separator: ", "))")
    lines.append("by the stages of \(round.instrument):")
    let columns = PlainColumns(
      ["outcome", "source", "stage", "of", "drawn"], alignRightFrom: 3,
      round.strata.map { [$0.outcome, $0.source, $0.stage, NumberText.grouped($0.population), "\($0.drawn)"] })
    lines += columns.lines.map { "  " + $0 }
    return shownLines(lines.joined(separator: "\n") + "\n")
  }

  public var json: String {
    let object: JSONValue = [
      "round": .string(round.name), "at": .string(round.at), "turns": .integer(round.items.count),
      "overlap": .integer(round.overlap), "seed": .string(String(round.seed)),
      "reviewers": .array(round.reviewers.map { .string($0) }), "instrument": .string(round.instrument),
      "simulators": .array(round.simulators.map { .string($0) }),
      "strata": .array(
        round.strata.map {
          [
            "outcome": .string($0.outcome), "source": .string($0.source), "stage": .string($0.stage),
            "population": .integer($0.population), "drawn": .integer($0.drawn),
          ]
        }),
    ]
    return object.json() + "\n"
  }
}

/// A table in plain text: as wide as its widest cells.
struct PlainColumns {
  let lines: [String]

  /// - Parameter alignRightFrom: The first column of numbers.
  init(_ head: [String], alignRightFrom numbers: Int, _ rows: [[String]]) {
    let widths = head.indices.map { column in ([head] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    lines = ([head] + rows).map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        line += (column == 0 ? "" : "  ") + (column < numbers ? cell + blanks : blanks + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
