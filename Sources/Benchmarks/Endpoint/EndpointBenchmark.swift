import Foundation

/// How fast `simulate` and `label` ask an endpoint and store what it says, beside programs that only ask: one run of each
/// in turn, on one machine whose processors server and clients share, so that only what was measured together can be
/// compared.
struct EndpointBenchmark {
  let conversations: Int
  let rounds: Int
  /// About how long a run lasts.
  let seconds: Double
  /// Other walkaways that are measured too.
  let beside: [String]
  let loads: [EndpointLoad]

  /// One run of a client.
  private struct Measured {
    /// Answers a second: of all of the run without a delay, with one while the connections were busy.
    var rate: Double
    var busyAfter: Double?
    /// Seconds of the processor a request, without what the client takes for a single one.
    var processor: Double
    var serverProcessor: Double
  }

  private struct Cell: Hashable {
    var client: EndpointClient
    var load: EndpointLoad
  }

  func run(in place: String) throws {
    let programs = try EndpointPrograms(in: place)
    let audit = try EndpointAudit(by: EndpointPrograms.own, conversations: conversations, in: place)
    let own = ([EndpointPrograms.own] + beside).flatMap { program in
      EndpointAudit.Command.allCases.map { EndpointClient.walkaway($0, program: program) }
    }
    let bytes = try own.prefix(EndpointAudit.Command.allCases.count).map { client in
      let served = try self.run(client, EndpointLoad(connections: 32, delay: 0), requests: 200, programs, audit).served
      return served.bytes / served.requests
    }
    let size = bytes.reduce(0, +) / bytes.count
    try programs.write(body: Data(repeating: UInt8(ascii: "x"), count: size))
    let clients = own + [.curl, .httpx, .wrk].filter { programs.missing[$0] == nil }
    var measured: [Cell: [Measured]] = [:]
    for round in 0..<rounds {
      var alone: [EndpointClient: Double] = [:]
      for load in loads {
        // Whoever is first finds the machine otherwise than whoever is last.
        for client in round % 2 == 0 ? clients : clients.reversed() {
          if alone[client] == nil, client != .wrk {
            alone[client] = try self.run(client, load, requests: 1, programs, audit).process.processor
          }
          measured[Cell(client: client, load: load), default: []].append(
            try measure(client, load, besides: alone[client] ?? 0, programs, audit))
        }
      }
    }
    print(
      "endpoint: \(conversations) conversations, \(rounds) rounds in turn, the best of each; bodies of "
        + zip(EndpointAudit.Command.allCases, bytes).map { "\($1) bytes (\($0))" }.joined(separator: " and ")
        + ", peers \(size)\n")
    print(table(clients, measured))
    for reason in programs.missing.values.sorted() { print("not measured: \(reason)") }
  }

  private func measure(
    _ client: EndpointClient, _ load: EndpointLoad, besides alone: Double, _ programs: EndpointPrograms,
    _ audit: EndpointAudit
  ) throws -> Measured {
    let requests = client.requests(load, seconds: seconds)
    let (process, served) = try run(client, load, requests: requests, programs, audit)
    let hasBeenBusy = load.delay > 0 && served.fullSeconds > 0
    return Measured(
      rate: hasBeenBusy
        ? Double(served.fullRequests) / served.fullSeconds : Double(served.requests) / served.seconds,
      busyAfter: hasBeenBusy ? served.fullAfter : nil,
      processor: max(0, process.processor - alone) / Double(max(1, served.requests - 1)),
      serverProcessor: served.cpu / Double(served.requests))
  }

  private func run(
    _ client: EndpointClient, _ load: EndpointLoad, requests: Int, _ programs: EndpointPrograms,
    _ audit: EndpointAudit
  ) throws -> (process: MeasuredProcess, served: InstantServer.Served) {
    let server = try InstantServer(programs.server, load: load, content: client.answer)
    let process: MeasuredProcess
    if case .walkaway(let command, let program) = client {
      process = try audit.run(program, command, load, requests: requests, url: server.url)
    } else {
      process = try programs.run(client, load, requests: requests, seconds: seconds, url: server.url)
    }
    return (process, try server.stop())
  }

  private func table(_ clients: [EndpointClient], _ measured: [Cell: [Measured]]) -> String {
    var lines = [
      "| connections | delay | client | requests/s | of what can be | busy after | CPU ms a request | server's |",
      "|---|---|---|---|---|---|---|---|",
    ]
    for load in loads {
      let curl = measured[Cell(client: .curl, load: load)]?.map(\.rate).max()
      for client in clients {
        guard let runs = measured[Cell(client: client, load: load)], let rate = runs.map(\.rate).max() else { continue }
        func goal(_ words: String) -> String { if case .walkaway = client { " (\(words))" } else { "" } }
        let share =
          load.possible.map { String(format: "%.1f %%", 100 * rate / $0) + goal("≥ 98") }
          ?? curl.map { String(format: "%.2f × libcurl", rate / $0) + goal("≥ 0.8") } ?? "–"
        let busy = runs.compactMap(\.busyAfter).min().map { String(format: "%.2f s", $0) } ?? "–"
        func milliseconds(_ part: KeyPath<Measured, Double>) -> String {
          String(format: "%.3f", 1000 * (runs.map { $0[keyPath: part] }.min() ?? 0))
        }
        lines.append(
          "| \(load.connections) | \(load.delay) ms | \(client.name) | \(Int(rate.rounded())) | \(share) | \(busy) | "
            + "\(milliseconds(\.processor))\(goal("≤ 0.3")) | \(milliseconds(\.serverProcessor)) |")
      }
    }
    return lines.joined(separator: "\n")
  }
}
