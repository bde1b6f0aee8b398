import Cases
import Statistics

/// How users speak, turn by turn, real against simulated.
struct SpeechAnalysis {
  private let characters: TurnMoments
  private let turns: [(id: String, moments: TurnMoments)]
  private let distinctWords: TurnMoments
  private let level: Double

  init(_ kinds: WholeKinds, level: Double) {
    let conduct = kinds.table.whole.conduct
    self.level = level
    characters = TurnMoments(kinds, totals: conduct.characters, weights: kinds.userTurns)
    turns = [("short", conduct.shortTurns), ("questions", conduct.questions), ("repeats", conduct.repeats)].map {
      ($0, TurnMoments(kinds, totals: $1.map(UInt32.init), weights: kinds.userTurns))
    }
    distinctWords = TurnMoments(kinds, totals: conduct.distinctWords, weights: conduct.words)
  }

  func speech(stratum: Int?) -> WholeReport.Speech {
    let moments = characters(stratum: stratum)
    return WholeReport.Speech(
      characters: WholeMean(
        "characters", counts: (Int(moments.sums.y), Int(moments.sums.w)), level: level, alone: moments
      ) { () throws(StatisticsError) in try moments.sides() },
      turns: turns.map {
        WholeShare($0.id, $0.moments(stratum: stratum), level: level, empty: "there is no user turn")
      },
      distinctWords: WholeShare(
        "distinct_words", distinctWords(stratum: stratum), level: level, empty: "there is no word"))
  }
}
