/// Where answers come from over HTTP, and which environment variables hold what nobody else may know.
public struct Endpoint: Sendable, Hashable {
  /// A header whose value stands in an environment variable.
  public struct Header: Sendable, Hashable {
    public var name: String
    /// The name of the variable, never its value.
    public var variable: String

    public init(name: String, variable: String) {
      self.name = name
      self.variable = variable
    }
  }

  /// A part of the address behind the question mark.
  public struct QueryItem: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Up to and including the version, as in `https://api.example.org/v1`; of a service the whole address.
  public var baseURL: String
  /// How its answers are read; the path of the call follows from it.
  public var shape = AnswerShape.chat
  /// The name of the environment variable, never the key.
  public var keyVariable: String?
  public var headers: [Header] = []
  public var query: [QueryItem] = []
  /// A file or folder of certificates, in the place of those that the environment or the system names.
  public var caFile: String?
  /// In the place of what the environment says.
  public var proxy: String?
  public var connectTimeout: Duration
  public var totalTimeout: Duration

  public init(
    baseURL: String, keyVariable: String? = nil, connectTimeout: Duration = .seconds(10),
    totalTimeout: Duration = .seconds(120)
  ) {
    self.baseURL = baseURL
    self.keyVariable = keyVariable
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
  }

  /// The whole address of a call.
  var url: String {
    let path =
      switch shape {
      case .chat: "/chat/completions"
      case .text: "/completions"
      case .service: ""
      }
    let pairs = query.map { "\(Endpoint.escaped($0.name))=\(Endpoint.escaped($0.value))" }
    return baseURL + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }

  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
      default: bytes += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
