/// What further requests would make of the standard error of the excess, by what they are spent on.
///
/// A simulated turn is a request, and so is every label of a turn by one instrument. A further conversation takes its
/// probes' draws and labels, real turns too; a further draw at every probe one turn and its labels; a further instrument
/// the labels of all turns.
struct NextRequests: Sendable {
  typealias Purchase = ComponentsReport.Purchase

  let parts: ExcessComponents.Parts
  let noise: DrawNoise
  let conversations: Int
  let instruments: Int
  let requests: Double

  func purchases() -> [Purchase] {
    [
      Purchase(source: nil, bought: .number(0), standardError: .number(parts.total.squareRoot())),
      moreConversations, moreDraws, moreInstruments,
    ]
  }

  private var probes: Double { Double(noise.probes) }
  private var judges: Double { Double(instruments) }

  private var moreConversations: Purchase {
    let own = probes / Double(max(conversations, 1)) * (noise.meanDraws + judges * (1 + noise.meanDraws))
    let bought = own > 0 ? (requests / own).rounded(.down) : 0
    let variance =
      parts.sampling * Double(conversations) / (Double(conversations) + bought) + (parts.instruments ?? 0)
    return Purchase(source: .conversations, bought: .number(bought), standardError: .number(variance.squareRoot()))
  }

  private var moreDraws: Purchase {
    guard let draws = parts.draws else { return none(.draws, ComponentsReport.oneDrawEach) }
    let bought = requests / max(probes * (1 + judges), 1)
    let variance = parts.total - draws + (noise.variance(more: bought) ?? draws)
    return Purchase(source: .draws, bought: .number(bought), standardError: .number(variance.squareRoot()))
  }

  private var moreInstruments: Purchase {
    guard let interaction = parts.interaction, let own = parts.instruments else {
      return none(.instruments, ComponentsReport.oneInstrument)
    }
    let cost = probes * (1 + noise.meanDraws)
    let bought = (requests / max(cost, 1)).rounded(.down)
    guard bought >= 1 else {
      return none(.instruments, "a further instrument takes \(Int(cost.rounded(.up))) requests")
    }
    let saved = (interaction + own + parts.residual) * bought / (judges + bought)
    return Purchase(
      source: .instruments, bought: .number(bought), standardError: .number((parts.total - saved).squareRoot()))
  }

  private func none(_ source: ComponentsReport.Source, _ reason: String) -> Purchase {
    Purchase(source: source, bought: .reason(reason), standardError: .reason(reason))
  }
}
