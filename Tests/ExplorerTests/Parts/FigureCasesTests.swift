import Cases
import CellGrid
import Fidelity
import Figures
import Testing
import Text

@testable import Explorer

/// What Enter and `D` show is what the figure counts.
struct FigureCasesTests {
  /// How many cases a figure counts, and among how many; `nil` where its number says neither.
  private func counts(of figure: FigureInstance) -> (numerator: Int?, denominator: Int?) {
    switch figure.reading {
    case .count(let count): (count, nil)
    case .side(let side): (Int(exactly: side.count), side.of)
    case .figure(let share) where figure.definition.style == .share:
      (share.number.map { Int(($0 * Double(share.count)).rounded()) } ?? 0, share.count)
    case .figure(let shift) where figure.definition.style == .shift: (nil, shift.count)
    case .figure, .quantity, .word: (nil, nil)
    }
  }

  private func expectCases(_ audit: SampleAudit, filter: Filter = .everything) async throws -> Int {
    let figures = try await audit.figures(filter)
    let context = StatisticsContext(marks: StageMarks(schema: audit.table.description.schema), prefersBootstrap: false)
    var checked = 0
    for page in StatisticsPage.all {
      for block in PageContent(figures: figures, context: context).blocks(of: page) {
        for target in block.layout(width: 120).targets {
          guard let cases = target.figure.figure.cases else { continue }
          let expected = counts(of: target.figure.figure)
          let name = "\(page.title): \(target.figure.name)"
          for (part, count) in [(cases.numerator, expected.numerator), (cases.denominator, expected.denominator)] {
            let narrowed = filter.narrowed(to: part)
            let shown = try audit.count(narrowed)
            if let count { #expect(shown == count, "\(name): \(narrowed)") }
            // What Enter sets is also what a person could type.
            #expect(try Filter(parsing: narrowed.description) == narrowed, "\(name)")
          }
          checked += 1
        }
      }
    }
    return checked
  }

  @Test(arguments: ["persona", "persona-may-leave"])
  func everyFigureCountsTheCasesThatItShows(simulator: String) async throws {
    let audit = SampleAudit(FakeAudit(conversations: 60), simulator: simulator)
    #expect(try await expectCases(audit) > 300)
  }

  @Test(arguments: ["sim:considering,deciding outcome:buyer", "position:30%,exit -real:engaging miss:yes"])
  func alsoWithinAFilter(filter: String) async throws {
    let audit = SampleAudit(FakeAudit(conversations: 60), simulator: "persona-may-leave")
    #expect(try await expectCases(audit, filter: Filter(parsing: filter)) > 50)
  }

  @Test(arguments: ["matchmaking-zh", "subscription-en"])
  func theSamplesToo(sample: String) async throws {
    #expect(try await expectCases(SampleAudit(sample: sample)) > 300)
  }

  @Test func everyFigureOfEverySectionStandsOnItsPage() async throws {
    let figures = try await SampleAudit(FakeAudit(conversations: 60), simulator: "persona-may-leave").figures()
    let context = StatisticsContext(marks: StageMarks(schema: .decisionState1), prefersBootstrap: false)
    for page in StatisticsPage.all {
      let shown = PageContent(figures: figures, context: context).blocks(of: page)
        .flatMap { $0.layout(width: 120).targets }.map(\.figure.figure.definition.id)
      for section in page.contents.flatMap(\.sections) where section != .headline {
        for figure in figures.blocks(section, for: .pane).flatMap(\.entries).flatMap(\.figures) {
          #expect(shown.contains(figure.definition.id), "\(page.title): \(figure.definition.id)")
        }
      }
    }
  }

  @Test func narrowingKeepsWhatIsInBoth() throws {
    let filter = try Filter(parsing: "outcome:non-buyer,buyer real:resisting")
    func narrowed(_ parts: String) throws -> String {
      filter.narrowed(to: try Filter(parsing: parts).terms).description
    }
    #expect(
      try narrowed("outcome:buyer real:resisting,exploring -sim:no-reply")
        == "outcome:buyer real:resisting -sim:no-reply")
    // Nothing is in both: the filter says so, and shows nothing.
    #expect(try narrowed("real:deciding") == "outcome:non-buyer,buyer real:resisting real:deciding")
    // What is refused stays refused, and what another part implies is left out.
    #expect(try narrowed("-sim:no-reply sim:deciding") == "outcome:non-buyer,buyer real:resisting sim:deciding")
  }
}
