internal import AuditStore
public import Probing

extension Configuration {
  /// What a person has set in `$XDG_CONFIG_HOME/walkaway/config.yaml`.
  ///
  /// - Throws: ``CommandFailure`` that names the line which cannot be read.
  public static func load(_ environment: [String: String]) throws -> Configuration {
    let folder = StoreLocation.folder(environment["XDG_CONFIG_HOME"], fallback: ".config", environment)
    do throws(Configuration.Problem) {
      return try Configuration(path: "\(folder)/walkaway/config.yaml")
    } catch {
      throw CommandFailure(.usage, shown("\(error.place): \(error.problem)"), remedy: error.remedy)
    }
  }
}
