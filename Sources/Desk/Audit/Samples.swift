internal import Foundation

/// The synthetic audits that ship with the program.
public enum Samples {
  /// The folder of a sample: beside the program where it is installed (`share/walkaway/sample-data`), or in the clone in
  /// which it was built.
  ///
  /// - Returns: `nil` where the program stands without its samples.
  public static func folder(_ name: String, program: String = "/proc/self/exe") -> String? {
    var place = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
    while place.path != "/" {
      for samples in ["share/walkaway/sample-data", "sample-data"] {
        let folder = place.appendingPathComponent("\(samples)/\(name)").path
        if FileManager.default.fileExists(atPath: "\(folder)/audit.json") { return folder }
      }
      place.deleteLastPathComponent()
    }
    return nil
  }
}
