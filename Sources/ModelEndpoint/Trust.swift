import Foundation

/// The certificates by which an endpoint is believed to be who it says.
public enum Trust: Sendable, Hashable {
  case system
  case file(String)
  case folder(String)
  /// What stands in several files, one after the other.
  case certificates([UInt8])

  /// Variables that other programs take certificates from.
  public static let variables = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"]

  /// What a definition names as `ca_file`, else what the environment names, else the system's.
  ///
  /// The variables are set for different programs, and often only one of them by the person at hand: whoever any of them
  /// names is trusted.
  /// - Throws: ``ChatFailure/untrusted(_:)`` where what is named cannot be read.
  public static func of(file: String?, environment: [String: String]) throws(ChatFailure) -> Trust {
    if let file { return try read(file, named: "ca_file").trust }
    var files: [(trust: Trust, content: Data)] = []
    for variable in variables {
      guard let path = environment[variable], !path.isEmpty else { continue }
      let found = try read(path, named: variable)
      if case .folder = found.trust { return found.trust }
      if !files.contains(where: { $0.content == found.content }) { files.append(found) }
    }
    guard files.count > 1 else { return files.first?.trust ?? .system }
    return .certificates(files.flatMap { $0.content + [UInt8(ascii: "\n")] })
  }

  private static func read(
    _ path: String, named name: String
  ) throws(ChatFailure) -> (trust: Trust, content: Data) {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isThere, isFolder.boolValue { return (.folder(path), Data()) }
    guard isThere, let content = FileManager.default.contents(atPath: path) else {
      throw .untrusted("\(name) names \(path), which cannot be read")
    }
    return (.file(path), content)
  }
}
