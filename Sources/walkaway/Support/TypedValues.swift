public import ArgumentParser
public import Cases
public import Desk
public import Explorer
public import Fidelity
public import Formats
internal import Interchange
public import Text

// What can be typed for an option is what there is: the raw values of the type itself.

extension ExportFormat: ExpressibleByArgument {}
extension BackgroundChoice: ExpressibleByArgument {}
extension LogKind: ExpressibleByArgument {}
extension FaultTreatment: ExpressibleByArgument {}
extension CSVForm.Guard: ExpressibleByArgument {}
extension PlanRequest.Panel: ExpressibleByArgument {}

extension FloorReport.Reference: ExpressibleByArgument {
  public static var allValueStrings: [String] { ofVerdicts.map(\.rawValue) }

  public init?(argument: String) {
    guard let reference = FloorReport.Reference.ofVerdicts.first(where: { $0.rawValue == argument }) else { return nil }
    self = reference
  }
}

/// A number of bytes as people type it.
struct ByteSize: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    guard let bytes = ByteCount.reading(argument) else { return nil }
    self.bytes = bytes
  }
}
