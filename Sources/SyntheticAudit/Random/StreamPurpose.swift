/// What a stream of random numbers is for. Each has its own numbers, so that one more simulator or a longer text
/// changes nothing else.
enum StreamPurpose {
  case outcome
  case customer
  case profile
  case dynamics
  case text
  case timeline
  case realLabels
  case agentLabels
  case panel(String)
  case simulator(String, draw: Int)
  case instrument(String)

  var code: UInt64 {
    switch self {
    case .outcome: 1
    case .customer: 2
    case .dynamics: 3
    case .text: 4
    case .profile: 6
    case .realLabels: 7
    case .agentLabels: 8
    case .timeline: 5
    case .panel(let id): hash("panel/" + id)
    case .simulator(let id, let draw): hash("simulator/\(draw)/" + id)
    case .instrument(let id): hash("instrument/" + id)
    }
  }

  /// FNV-1a, which is the same on every machine and in every run.
  private func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
