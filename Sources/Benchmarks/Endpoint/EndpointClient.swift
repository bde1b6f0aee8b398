import Foundation

/// Whoever asks the endpoint: a walkaway, or a peer that stores nothing of what it is told.
enum EndpointClient: Hashable {
  case walkaway(EndpointAudit.Command, program: String)
  case curl, httpx, wrk

  var name: String {
    switch self {
    case .walkaway(let command, EndpointPrograms.own): "walkaway \(command)"
    case .walkaway(let command, let program): "walkaway \(command) (\(program))"
    case .curl: "libcurl alone"
    case .httpx: "asyncio + httpx"
    case .wrk: "wrk"
    }
  }

  /// What the endpoint answers.
  var answer: String {
    if case .walkaway(let command, _) = self { command.answer } else { EndpointAudit.Command.simulate.answer }
  }

  /// How many requests take about `seconds`, as far as one can know.
  func requests(_ load: EndpointLoad, seconds: Double) -> Int {
    let most =
      switch self {
      case .walkaway: 4000.0
      case .curl, .wrk: 25_000.0
      case .httpx: 250.0
      }
    return max(2 * load.connections, Int(seconds * min(most, load.possible ?? most)))
  }
}

/// The programs that ask, and the server, compiled where they are C.
struct EndpointPrograms {
  /// The walkaway beside this program.
  static let own = ExplorerProcess.program?.path ?? "walkaway"

  let folder: String
  /// Why a peer is not measured.
  let missing: [EndpointClient: String]
  var server: String { "\(folder)/instant_server" }

  init(in folder: String) throws {
    self.folder = folder
    for (name, libraries) in [("instant_server", []), ("curl_peer", ["-lcurl"])] {
      _ = try Tool.run(
        "/usr/bin/env", ["cc", "-O2", "-o", "\(folder)/\(name)", "Tests/Oracles/\(name).c"] + libraries)
    }
    var missing: [EndpointClient: String] = [:]
    if try MeasuredProcess(["python3", "-c", "import httpx"]).status != 0 {
      missing[.httpx] = "python3 has no httpx: pip install httpx"
    }
    if try MeasuredProcess(["sh", "-c", "command -v wrk"]).status != 0 {
      missing[.wrk] = "wrk is not installed: apt install wrk"
    }
    self.missing = missing
  }

  /// Writes what peers send.
  func write(body: Data) throws {
    try body.write(to: URL(fileURLWithPath: "\(folder)/body"))
    try Data(
      """
      wrk.method = "POST"
      wrk.body = io.open("\(folder)/body"):read("*a")
      wrk.headers["Content-Type"] = "application/json"
      """.utf8
    ).write(to: URL(fileURLWithPath: "\(folder)/post.lua"))
  }

  /// Has a peer ask for so many answers; wrk only knows a time, in which it asks for about as many.
  func run(_ peer: EndpointClient, _ load: EndpointLoad, requests: Int, seconds: Double, url: String) throws
    -> MeasuredProcess
  {
    let call = ["\(url)/chat/completions", "\(load.connections)", "\(requests)"]
    let arguments =
      switch peer {
      case .curl: ["\(folder)/curl_peer"] + call
      case .httpx: ["python3", "Tests/Oracles/httpx_peer.py"] + call
      case .wrk, .walkaway:
        [
          "wrk", "--threads", "1", "--connections", call[1], "--duration", "\(Int(seconds.rounded(.up)))s", "--script",
          "\(folder)/post.lua", call[0],
        ]
      }
    let process = try MeasuredProcess(arguments, input: "\(folder)/body")
    guard process.status == 0 else { throw Tool.Failure(command: arguments.joined(separator: " ")) }
    return process
  }
}
