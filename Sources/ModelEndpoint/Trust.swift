import Foundation

/// The certificates by which an endpoint is believed to be who it says.
public enum Trust: Sendable, Hashable {
  case system
  case file(String)
  case folder(String)

  /// Variables that other programs read the same from, the first that is set counts.
  public static let variables = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"]

  var path: String? {
    switch self {
    case .system: nil
    case .file(let path), .folder(let path): path
    }
  }

  /// What a definition names as `ca_file`, else what the environment names, else the system's.
  ///
  /// - Throws: ``ChatFailure/untrusted(_:)`` where what is named cannot be read.
  public static func of(file: String?, environment: [String: String]) throws(ChatFailure) -> Trust {
    if let file { return try read(file, named: "ca_file") }
    for variable in variables {
      if let path = environment[variable], !path.isEmpty { return try read(path, named: variable) }
    }
    return .system
  }

  private static func read(_ path: String, named name: String) throws(ChatFailure) -> Trust {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      FileManager.default.isReadableFile(atPath: path)
    else { throw .untrusted("\(name) names \(path), which cannot be read") }
    return isFolder.boolValue ? .folder(path) : .file(path)
  }
}
