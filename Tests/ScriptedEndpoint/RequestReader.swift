import Glibc

/// Reads HTTP/1.1 requests off a connection.
struct RequestReader {
  private let connection: Int32
  private var buffer: [UInt8] = []

  init(connection: Int32) { self.connection = connection }

  /// The next whole request, or `nil` where the client went away.
  mutating func next() -> ScriptedServer.Request? {
    guard let headEnd = readUntilBlankLine() else { return nil }
    let head = String(decoding: buffer[..<headEnd], as: UTF8.self)
    buffer.removeFirst(headEnd + 4)
    var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)[...]
    let path = lines.popFirst()?.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    if headers["expect"] == "100-continue" { _ = Glibc.send(connection, "HTTP/1.1 100 Continue\r\n\r\n", 25, 0) }
    let length = headers["content-length"].flatMap(Int.init) ?? 0
    while buffer.count < length {
      guard readMore() else { return nil }
    }
    let body = Array(buffer[..<length])
    buffer.removeFirst(length)
    return ScriptedServer.Request(path: path, headers: headers, body: body, number: 0)
  }

  private mutating func readUntilBlankLine() -> Int? {
    let mark = Array("\r\n\r\n".utf8)
    var from = 0
    while true {
      if buffer.count >= 4 {
        for index in max(0, from - 3)...(buffer.count - 4) where Array(buffer[index..<index + 4]) == mark {
          return index
        }
      }
      from = buffer.count
      guard readMore() else { return nil }
    }
  }

  private mutating func readMore() -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(connection, &piece, piece.count, 0)
    guard count > 0 else { return false }
    buffer.append(contentsOf: piece[..<count])
    return true
  }
}
