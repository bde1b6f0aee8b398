import Dispatch
import Glibc

/// An HTTP server on the loopback that answers by a script, for tests of what talks to model endpoints.
///
/// It speaks enough HTTP/1.1 for a real client (keep-alive, `Content-Length`), and misbehaves on demand.
public final class ScriptedServer: Sendable {
  /// One request as it arrived.
  public struct Request: Sendable {
    public var path: String
    /// Names in lower case.
    public var headers: [String: String]
    public var body: [UInt8]
    /// The place of this request in the order of arrival, from 0.
    public var number: Int
  }

  /// What is done with a request.
  public enum Answer: Sendable {
    case reply(status: Int, headers: [String] = [], body: [UInt8])
    /// Half of the body that `Content-Length` promises, then the connection closes.
    case halfBody([UInt8])
    /// The connection closes without a byte.
    case close
    /// Bytes one by one, a pause of so many milliseconds before each, until the client gives up.
    case drip([UInt8], pauseMilliseconds: Int32)
    /// Any bytes at all, then the connection closes.
    case raw([UInt8])
  }

  public typealias Script = @Sendable (Request) -> Answer

  private struct State {
    var received = 0
    var answering = 0
    var mostAtOnce = 0
    var connections: Set<Int32> = []
    var stopped = false
  }

  public let port: UInt16
  private let listener: Int32
  private let script: Script
  private let state = Guarded(State())

  /// Starts to listen on a free port of the loopback.
  public init(_ script: @escaping Script) throws {
    self.script = script
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw ServerError.socket(errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 256) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    guard bound else { throw ServerError.socket(errno) }
    port = UInt16(bigEndian: address.sin_port)
    let accepting = DispatchQueue(label: "scripted-server.accept")
    accepting.async { [self] in accept() }
  }

  /// `http://127.0.0.1:PORT/v1`
  public var baseURL: String { "http://127.0.0.1:\(port)/v1" }

  /// How many requests arrived whole.
  public var received: Int { state.withLock { $0.received } }

  /// The largest number of requests that were under way at the same time.
  public var mostAtOnce: Int { state.withLock { $0.mostAtOnce } }

  /// Closes the listener and every connection.
  public func stop() {
    state.withLock { state in
      guard !state.stopped else { return }
      state.stopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      close(listener)
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  private func accept() {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      if connection < 0 {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return
      }
      let wanted = state.withLock { state in
        if !state.stopped { state.connections.insert(connection) }
        return !state.stopped
      }
      guard wanted else {
        close(connection)
        return
      }
      var one: Int32 = 1
      setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
      Thread.detach { [self] in
        serve(connection)
        state.withLock { state in
          state.connections.remove(connection)
          close(connection)
        }
      }
    }
  }

  private func serve(_ connection: Int32) {
    var reader = RequestReader(connection: connection)
    while var request = reader.next() {
      request.number = state.withLock { state in
        state.received += 1
        state.answering += 1
        state.mostAtOnce = max(state.mostAtOnce, state.answering)
        return state.received - 1
      }
      let goesOn = answer(script(request), on: connection)
      state.withLock { $0.answering -= 1 }
      if !goesOn { return }
    }
  }

  private func answer(_ answer: Answer, on connection: Int32) -> Bool {
    switch answer {
    case .reply(let status, let headers, let body):
      return send(head(status, headers, body.count) + body, to: connection)
    case .halfBody(let body):
      _ = send(head(200, [], body.count) + body.prefix(body.count / 2), to: connection)
      return false
    case .close: return false
    case .raw(let bytes):
      _ = send(bytes, to: connection)
      return false
    case .drip(let body, let pause):
      guard send(head(200, [], body.count), to: connection) else { return false }
      for byte in body {
        // The client hanging up is what ends the pause early.
        var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        if poll(&waiting, 1, pause) != 0 { return false }
        guard send([byte], to: connection) else { return false }
      }
      return true
    }
  }

  private func head(_ status: Int, _ headers: [String], _ length: Int) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status) Scripted", "Content-Type: application/json", "Content-Length: \(length)"]
    lines += headers
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }
}

public enum ServerError: Error {
  case socket(Int32)
}

/// A thread that nobody waits for; Dispatch's pool is too small for many slow connections.
private enum Thread {
  static func detach(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    let made = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    if made == 0 { pthread_detach(thread) } else { box.release() }
  }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
