import Cases
import Explorer

extension Driver {
  func blindRound(_ request: BlindRequest) -> BlindRound? {
    blindStandings.map {
      BlindRound(
        name: "round-1", request: request, standings: $0,
        questions: [
          .init(.stage, ["resisting", "exploring", "engaging", "considering", "deciding"]),
          .init(.emotion, ["positive", "neutral", "hesitant", "negative"]),
          .init(.exit, ["none", "refusal", "delay"]),
        ])
    }
  }

  func blindItem(_ place: Int) -> BlindItem {
    let prefix = (0...place * 12).flatMap { number in
      [
        Turn(role: .agent, text: "第\(number)次。您好，我们这边是成都本地的线下服务，请问是给自己还是给孩子登记？"),
        Turn(role: .user, text: "给孩子看看。"),
      ]
    }
    return BlindItem(
      place: place, prefix: Array(prefix.dropLast()), text: "多少钱？太贵了 \(place)", given: blindAnswers[place])
  }
}
