import Cases
import Conduct
import Testing

@Suite struct HostileTextTests {
  /// Whatever the bytes are, places of findings lie in them.
  @Test func anyBytesAreLookedAt() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces: [[UInt8]] = [
      Array("###".utf8), Array("STOP###".utf8), Array("{{".utf8), Array("}}".utf8), Array("*sighs".utf8), [0x2A],
      [0x5B],
      Array("（叹气".utf8), Array("）".utf8), Array("谢谢".utf8), [0xE8], [0xB0, 0xA2], [0xF0, 0x9F], [0xFF], [0], [0x0A],
      Array("\"".utf8), Array("how can i help you".utf8), Array("```".utf8), Array("{\"".utf8), Array("the".utf8),
      [0x20],
      Array("bye. bye. bye.".utf8), [0xC2], [0xED, 0xA0, 0x80], Array("“".utf8),
    ]
    for _ in 0..<3000 {
      let turns = (0..<1 + next(6)).map { _ in
        Saying(Role.allCases[next(4)], (0..<next(9)).flatMap { _ in pieces[next(pieces.count)] })
      }
      for finding in ConductRules.all.conduct(in: turns).findings {
        let turn = finding.turn ?? 0
        #expect(turns.indices.contains(turn) && turns[turn].role == .user)
        #expect(finding.excerpt.upperBound <= turns[turn].text.count)
      }
    }
  }

  /// Time grows with the text, not with its square.
  @Test(arguments: ["*", "{", "(", "#", "谢", "a ", "\"", "no ", "`", "{\"", "x. "])
  func oneThingManyTimes(unit: String) {
    let turn = Saying(.user, Array(repeatElement(Array(unit.utf8), count: 30_000).joined()))
    let clock = ContinuousClock()
    let taken = clock.measure { _ = ConductRules.all.conduct(in: [Saying(.agent, turn.text), turn, turn]) }
    #expect(taken < .seconds(20))
  }
}
