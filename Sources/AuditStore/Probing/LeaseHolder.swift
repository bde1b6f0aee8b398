internal import Foundation
internal import Glibc

/// A run that has taken requests upon itself, told from every other run on any machine.
public struct LeaseHolder: Sendable, Hashable {
  /// The boot of the machine and the namespace of its processes: only where both are equal can a process be looked for.
  var machine: String
  var process: Int32
  /// When the process began, in the kernel's words: numbers of processes come again.
  var began: String
  /// One of several runs of a process.
  var run: String

  /// A new run of this process.
  public init() {
    machine = LeaseHolder.here
    process = getpid()
    began = LeaseHolder.beginning(of: process) ?? ""
    run = UUID().uuidString
  }

  var text: String { [machine, String(process), began, run].joined(separator: " ") }

  init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, let process = Int32(parts[1]), process > 0 else { return nil }
    (machine, self.process, began, run) = (parts[0], process, parts[2], parts[3])
  }

  /// Whether its process has ended; only known of one on this machine.
  var hasEnded: Bool {
    guard machine == LeaseHolder.here else { return false }
    return LeaseHolder.beginning(of: process) != began
  }

  private static let here: String = {
    let boot = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id") ?? Data()
    let space = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""
    return String(decoding: boot, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) + "/" + space
  }()

  private static func beginning(of process: Int32) -> String? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
    // The second field is the name of the program, in parentheses, and may hold anything.
    let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
    // The state is the third field; a zombie asks for nothing any more.
    guard fields.count > 19, fields[0] != "Z" else { return nil }
    return String(fields[19])
  }
}
