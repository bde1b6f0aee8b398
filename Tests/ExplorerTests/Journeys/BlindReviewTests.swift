import CellGrid
import Explorer
import Testing

@Suite struct BlindReviewTests {
  private func started(
    columns: Int = 80, rows: Int = 24, _ standings: [BlindRound.Standing] = Array(repeating: .open, count: 4)
  ) -> Driver {
    var driver = Driver(columns: columns, rows: rows, blindStandings: standings)
    driver.press(.character("B"))
    return driver
  }

  @Test func aKeyAQuestionLabelsATurnAndGoesOn() {
    var driver = started()
    #expect(driver.effects.suffix(2) == [.openBlind(BlindRequest(reviewer: "mk")), .showBlind(place: 0)])
    driver.type("4")
    #expect(driver.shows("stage: considering"))
    driver.type("3")
    driver.press(.enter)
    #expect(
      driver.effects.suffix(2) == [
        .saveBlind(BlindAnswer([.stage: "considering", .emotion: "hesitant"]), place: 0), .showBlind(place: 1),
      ])
    #expect(driver.titleLine.contains("1 of 4 labelled"))
    driver.type("1-0")
    #expect(driver.blindAnswers[1] == BlindAnswer([.stage: "resisting"]))
  }

  @Test func aStageIsNeededAndATurnCanBeSkipped() {
    var driver = started()
    driver.press(.enter)
    #expect(driver.lastLine.contains("a stage is needed; s skips the turn"))
    #expect(driver.blindAnswers.isEmpty)
    driver.type("2s")
    #expect(driver.blindAnswers[0] == BlindAnswer(isSkipped: true))
    #expect(driver.titleLine.contains("0 of 4 labelled · 1 skipped"))
  }

  @Test func undoGoesBackAQuestionThenATurnWhichKeepsItsLabelUntilItHasAnother() {
    var driver = started()
    driver.type("u")
    #expect(driver.lastLine.contains("nothing to undo"))
    driver.type("4u")
    #expect(driver.shows("stage?"))
    driver.type("411u")
    #expect(driver.effects.last == .showBlind(place: 0))
    #expect(driver.shows("before: considering, positive, none"))
    #expect(driver.blindAnswers[0] == BlindAnswer([.stage: "considering", .emotion: "positive", .exit: "none"]))
    driver.type("511")
    #expect(driver.blindAnswers[0]?.values[.stage] == "deciding")
    #expect(driver.effects.last == .showBlind(place: 1))
  }

  @Test func undoGoesBackToWhatWasDoneInAnEarlierSitting() {
    var driver = started([.labelled, .skipped, .open, .open])
    driver.type("u")
    #expect(driver.effects.last == .showBlind(place: 1))
    driver.type("411")
    #expect(driver.blindAnswers[1]?.values[.stage] == "considering" && driver.effects.last == .showBlind(place: 2))
    var finished = started([.labelled, .skipped])
    #expect(finished.shows("every turn is done"))
    finished.type("u")
    #expect(finished.effects.last == .showBlind(place: 1))
  }

  @Test func aNoteIsKeptWithTheLabel() {
    var driver = started()
    driver.type("c")
    driver.type("反语 1?")
    driver.press(.enter)
    #expect(driver.shows("note: 反语 1?"))
    driver.type("c")
    driver.press(.escape)
    driver.type("111")
    #expect(driver.blindAnswers[0]?.note == "反语 1?")
  }

  @Test func pausingHidesTheRoundAndTheNextStartGoesOnWhereItWas() {
    var driver = started(columns: 120, rows: 40, [.labelled, .skipped, .open, .open])
    #expect(driver.effects.last == .showBlind(place: 2))
    driver.type("q")
    #expect(driver.effects.last == .pauseBlind)
    #expect(driver.shows("persona"))
    var alone = Driver(
      isOpen: false, blind: BlindRequest(reviewer: "mk"), blindStandings: [.labelled, .open, .labelled])
    alone.send(.tableLoaded(alone.table))
    #expect(alone.effects.filter { $0 == .openBlind(BlindRequest(reviewer: "mk")) }.count == 1)
    // Whatever another process adds, the round stays.
    alone.send(.tableLoaded(alone.table))
    #expect(alone.effects.filter { $0 == .openBlind(BlindRequest(reviewer: "mk")) }.count == 1)
    alone.type("111")
    #expect(alone.shows("every turn is done"))
    alone.type("q")
    #expect(alone.effects.suffix(2) == [.pauseBlind, .quit])
    // From the explorer, Q keeps where it was as ever.
    driver.press(.character("B"), .character("Q"))
    #expect(driver.effects.suffix(3) == [.pauseBlind, .saveSession(driver.explorer.session), .quit])
  }

  @Test func withoutARoundItSaysHowToDrawOne() {
    var driver = Driver()
    driver.press(.character("B"))
    #expect(driver.shows("this store has no round of blind review"))
    driver.type("1su")
    driver.press(.enter, .pageUp)
    #expect(!driver.effects.contains { if case .saveBlind = $0 { true } else { false } })
    driver.type("q")
    #expect(driver.shows("persona"))
  }

  /// Neither names of simulators and instruments, nor outcomes, nor places in the conversation.
  @Test(arguments: [(40, 10), (80, 24), (120, 40), (200, 60)])
  func nothingTellsWhereATurnComesFrom(columns: Int, rows: Int) {
    var driver = started(columns: columns, rows: rows)
    for keys in ["", "1", "1", "1", "c"] {
      driver.type(keys)
      for word in ["persona", "judge", "buyer", "real", "simulated", "draw", "30%", "exit probe"] {
        #expect(!driver.screen.contains(word), "\(word) on \(driver.screen)")
      }
    }
    driver.send(.noted("x"))
    driver.send(.reviewsChanged([], conversations: [:]))
    driver.send(.event(.mouse(MouseEvent(row: 3, column: 3, action: .press))))
    #expect(driver.titleLine.contains("blind rev"))
  }

  @Test func whatWasSaidBeforeScrolls() {
    var driver = started([.labelled, .open])
    #expect(driver.shows("第12次") && !driver.shows("第0次"))
    for _ in 0..<60 { driver.press(.up) }
    #expect(driver.screen.contains("第0次"))
    for _ in 0..<10 { driver.press(.pageDown) }
    #expect(driver.shows("第12次") && !driver.shows("第0次"))
    driver.resize(40, 10)
    #expect(driver.shows("stage?"))
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func aTurnLooksSo(columns: Int, rows: Int) throws {
    var driver = started(columns: columns, rows: rows, [.labelled, .open, .open])
    driver.type("2")
    try expectSnapshot(of: driver.frame, "blind-\(columns)x\(rows)")
  }
}
