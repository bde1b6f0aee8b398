internal import AuditStore
public import Probing

extension Configuration {
  static func path(_ environment: [String: String]) -> String {
    let folder = StoreLocation.folder(environment["XDG_CONFIG_HOME"], fallback: ".config", environment)
    return "\(folder)/walkaway/config.yaml"
  }

  /// What a person has set in `$XDG_CONFIG_HOME/walkaway/config.yaml`.
  ///
  /// - Throws: ``CommandFailure`` that names the line which cannot be read.
  public static func load(_ environment: [String: String]) throws -> Configuration {
    do throws(Configuration.Problem) {
      return try Configuration(path: path(environment))
    } catch {
      throw CommandFailure(.usage, shown("\(error.place): \(error.problem)"), remedy: error.remedy)
    }
  }
}
