import Cases
import Fidelity
import Figures
import Foundation
import JSON
import Receipt
import Report
import Testing
import Text

@testable import Desk
@testable import Explorer

/// One seed gives one interval: wherever a figure of a sample stands, it stands in the same digits.
@Suite struct OneFigureTests {
  /// Where a figure stands in a report.
  private struct Place: Hashable {
    var section: FigureSection.ID
    var block: String
    var stratum: String?
    var group: String?
    var item: String?
    var key: String
  }

  private static func readings(_ figures: ReportFigures, _ sections: [FigureSection.ID]) -> [Place: Reading] {
    var readings: [Place: Reading] = [:]
    for id in sections {
      for block in figures.blocks(id) {
        for entry in block.entries {
          for figure in entry.figures {
            let place = Place(
              section: id, block: block.title, stratum: entry.stratum ?? block.stratum, group: entry.group,
              item: entry.item, key: figure.definition.key)
            readings[place] = figure.reading
          }
        }
      }
    }
    return readings
  }

  private let folder = NSTemporaryDirectory() + "figures-\(UUID().uuidString)"

  private func audit(_ sample: String) throws -> LoadedAudit {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appending(path: "sample-data/\(sample)").path
    let environment = ["XDG_DATA_HOME": folder, "HOME": folder]
    return try LoadedAudit(OpenAudit.open(path, environment: environment).store)
  }

  private var settings: AnalysisSettings {
    var settings = AnalysisSettings()
    (settings.method.resamples, settings.method.permutationDraws) = (20, 20)
    return settings
  }

  /// What a page of the explorer computes by itself, beside a whole report.
  @Test func everyFigureHasOneIntervalOnEveryPage() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let audit = try audit("matchmaking-zh")
    let options = try settings.options(for: try CaseChoice().series(in: audit), in: audit, filter: "")
    func figures(_ parts: AnalysisParts) async throws -> ReportFigures {
      var own = options
      own.parts = parts
      let analysis = FidelityAnalysis(
        table: audit.table, rows: RowSet(capacity: audit.table.count, full: true), options: own)
      return ReportFigures(try await analysis.report(), audit.table.description.schema)
    }
    let whole = try await figures(.all)
    let all = OneFigureTests.readings(whole, FigureSection.ID.allCases)
    #expect(all.count > 400)
    for page in StatisticsPage.all {
      let sections = page.contents.flatMap(\.sections)
      let own = OneFigureTests.readings(try await figures(page.parts), sections)
      for (place, reading) in own { #expect(reading == all[place], "\(place)") }
      #expect(!own.isEmpty || sections.allSatisfy { whole.blocks($0).isEmpty }, "\(page.title)")
    }
  }

  /// Value and interval in text, JSON, CSV, page, Markdown and receipt.
  @Test(arguments: ["matchmaking-zh", "subscription-en"])
  func everyFigureStandsInTheSameDigits(sample: String) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let audit = try audit(sample)
    let exporting = CaseExporting(audit: audit)
    let content = try await exporting.report(CaseChoice(), flagged: false, limit: 0, settings: settings)
    func written(_ format: ExportFormat) throws -> String {
      var bytes: [UInt8] = []
      try exporting.writeReport(content, format: format) { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self)
    }
    let whole = ReportFigures(content.figures, audit.table.description.schema)
    let (page, markdown, text) = (try written(.html), try written(.markdown), whole.text(columns: 400))
    let numbers = Set(whole.tree.numbers)
    let rows = whole.tidyRows.map { $0.fields(simulator: "", instrument: "").joined(separator: ",") }
    let receipt = try #require(content.receipt)
    let stated = Set(try JSONValue(parsing: Array(try receipt.json().utf8)).numbers)
    var count = 0
    for id in FigureSection.ID.allCases {
      for figure in whole.blocks(id).flatMap(\.entries).flatMap(\.figures) {
        guard let number = figure.reading.number else { continue }
        count += 1
        let name = figure.definition.id
        let interval = figure.reading.figure?.interval.bounds
        #expect(numbers.isSuperset(of: [number, interval?.lower, interval?.upper].compactMap(\.self)), "\(name)")
        let fields = [number, interval?.lower, interval?.upper].map { $0.map { "\($0)" } ?? "" }.joined(separator: ",")
        #expect(rows.contains { $0.contains(",\(figure.definition.key),\(fields),") }, "\(name) \(fields)")
      }
      for figure in whole.blocks(id, for: .reports).flatMap(\.entries).flatMap(\.figures) {
        guard figure.reading.number != nil else { continue }
        let value = figure.value(hasUnit: FigureCatalogue.section(id).layout != .shares)
        #expect(page.contains(value.replacing("<", with: "&lt;")), "\(figure.definition.id) \(value)")
        #expect(text.contains(value), "\(figure.definition.id) \(value)")
        guard let interval = figure.interval else { continue }
        #expect(page.contains(interval), "\(figure.definition.id) \(interval)")
        // The bars of the text have room for the interval of the shift alone, and its squares for none.
        let layout = FigureCatalogue.section(id).layout
        let isWithout = layout == .matrix || layout == .shares && figure.definition.style == .share
        #expect(text.contains(interval) || isWithout, "\(figure.definition.id) \(interval)")
        #expect(markdown.contains(figure.valueWithInterval()), "\(figure.definition.id)")
      }
    }
    #expect(count > 400)
    // What a receipt states it states of the same numbers.
    for (id, keys) in OneFigureTests.stated {
      for entry in whole.blocks(id).flatMap(\.entries) {
        for figure in keys.compactMap({ entry[$0] }) {
          guard let number = figure.reading.number else { continue }
          let interval = figure.reading.figure?.interval.bounds
          let scale = figure.definition.style == .shift ? 0.01 : 1
          for bound in [number, interval?.lower, interval?.upper].compactMap(\.self) {
            let isStated = stated.contains { abs($0 - bound * scale) <= 1e-8 * max(abs(bound * scale), 1e-9) }
            #expect(isStated, "\(figure.definition.id) \(bound)")
          }
        }
      }
    }
  }

  private static let stated: [(FigureSection.ID, [String])] = [
    (.stage, ["real", "simulated", "shift_pp"]), (.headline, ["real", "simulated", "shift_pp"]),
    (.depthBias, ["estimate"]), (.calibration, ["estimate"]),
    (.contrast, ["estimate", "cohen_d", "hedges_g", "cliffs_delta", "welch.p", "permutation.p_two_sided"]),
    (.floor, ["estimate", "excess"]), (.position, ["depth_bias", "contrast", "contrast.p"]),
    (.rate, ["agreement", "disengagement_misses.count", "disengagement_misses.of", "disengagement_misses.share"]),
    (.leaving, ["exit_probe_recall", "silent_at_exit", "false_leaving"]),
    (.leavingByPosition, ["leaving_recall", "false_leaving"]), (.record, ["silence", "abandonment"]),
    (.instrument, ["agreement", "kappa", "kappa_quadratic", "alpha_ordinal"]),
    (.survivalTest, ["hazard_difference", "p"]),
  ]
}

extension JSONValue {
  /// Every number in it.
  fileprivate var numbers: [Double] {
    switch self {
    case .object(let members): members.flatMap(\.value.numbers)
    case .array(let elements): elements.flatMap(\.numbers)
    case .number(let text): [Double(text) ?? .nan]
    case .string, .bool, .null: []
    }
  }
}
