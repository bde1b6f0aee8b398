import Foundation

/// A generated audit with a plan, of which each run gets a copy of its own; and what a simulator and a judge are asked.
struct EndpointAudit {
  let folder: String
  private let environment: [String: String]

  /// What `walkaway` is asked to do.
  enum Command: String, CaseIterable {
    case simulate, label

    /// An answer that is valid for every request of the command.
    var answer: String {
      switch self {
      case .simulate: "好的，我再想想，过两天回复您。"
      case .label:
        #"{"stage":"considering","emotion":"neutral","blocker":"price","exit":"none","signal":null,"#
          + #""convergence":0.25,"rationale":"The customer weighs the price and asks for time."}"#
      }
    }

    fileprivate var option: String { self == .simulate ? "--simulator" : "--instrument" }
    fileprivate var definition: String {
      self == .simulate
        ? "id: mine\nmodel: instant\ntemplate: persona-may-stay-silent-zh\nno_reply: \"[no reply]\"\ntemperature: 0.7\n"
        : "id: mine\nmodel: instant\ntemplate: decision-state-zh\ntemperature: 0\n"
    }
  }

  init(by program: String, conversations: Int, in folder: String) throws {
    self.folder = folder
    // What the person who measures has configured is not what is measured.
    environment = ["XDG_CONFIG_HOME": folder]
    let bundle = "\(folder)/bundle"
    for command in Command.allCases {
      try Data(command.definition.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(command).yaml"))
    }
    for arguments in [
      ["generate", "--conversations", "\(conversations)", "--lean", "--into", bundle],
      ["import", bundle, "--into", "\(folder)/planned.walkaway"], ["plan", "\(folder)/planned.walkaway"],
    ] {
      let process = try MeasuredProcess([program] + arguments, environment: environment)
      guard process.status == 0 else { throw Tool.Failure(command: "walkaway \(arguments[0])") }
    }
  }

  /// Has one program ask for so many answers, and checks that it stored them all.
  func run(_ program: String, _ command: Command, _ load: EndpointLoad, requests: Int, url: String) throws
    -> MeasuredProcess
  {
    struct Report: Decodable {
      struct Run: Decodable {
        var stored: Int
        var requests: Int
      }

      var runs: [Run]
    }
    let store = "\(folder)/measured.walkaway"
    for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store + end) }
    try FileManager.default.copyItem(atPath: "\(folder)/planned.walkaway", toPath: store)
    let process = try MeasuredProcess(
      [
        program, "\(command)", store, command.option, "\(folder)/\(command).yaml", "--base-url", url, "--concurrency",
        "\(load.connections)", "--max-requests", "\(requests)", "--json",
      ], environment: environment)
    let report = try JSONDecoder().decode(Report.self, from: process.output)
    guard process.status == 0, report.runs.map(\.stored) == [requests], report.runs.map(\.requests) == [requests] else {
      throw Tool.Failure(command: "walkaway \(command), \(requests) requests on \(load.connections) connections")
    }
    return process
  }
}
