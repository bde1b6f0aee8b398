public import Cases
public import Fidelity
internal import Foundation
internal import Interchange

/// An audit whose shards' kinds were taken together. It has no text and no reviews but blind labels, and looks at it are
/// noted nowhere.
public struct JoinedAudit: AnalysableAudit {
  public private(set) var table: CaseTable
  private let blindStages: [BlindStages]
  private let permitsSilence: [String: Bool]

  /// - Throws: `KindsProblem`, `ImportError`, ``CommandFailure`` where there is no such file.
  public init(_ paths: [String]) throws {
    for path in paths where !FileManager.default.fileExists(atPath: path) {
      throw CommandFailure(.noInput, "\(path): no such file", remedy: "name files that walkaway kinds wrote")
    }
    let joined = try KindsReader.read(paths)
    table = joined.table
    permitsSilence = joined.permitsSilence
    blindStages = joined.blindLabels
  }

  public var context: FilterContext { FilterContext(lacksReviews: true) }

  public func listing(conversations: Bool) -> JoinedAudit {
    guard conversations || table.series.isEmpty else { return self }
    var audit = self
    audit.table = table.ofConversations
    return audit
  }

  public func analysisOptions(series: CaseTable.Series, parts: AnalysisParts, filter: String?) -> AnalysisOptions {
    var options = AnalysisOptions(simulator: series.simulator, instrument: series.instrument)
    options.draws = .single(series.draw)
    options.parts = parts
    options.filterText = filter
    options.comparedSimulator = comparedSimulator(with: series)
    options.blindStages = blindStages
    options.silencePermitted = permitsSilence[series.simulator]
    return options
  }

  public func note(_ report: FidelityReport) {}
}
