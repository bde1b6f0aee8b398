import CellGrid
import Explorer
import Testing

@Suite struct BackgroundChoiceTests {
  private func theme(
    _ choice: BackgroundChoice, said: Theme.Background? = nil, isAsked: Bool = true, usual: Theme.Background = .dark
  ) -> Theme {
    choice.theme(depth: .palette, said: said, isAsked: isAsked, usual: usual)
  }

  @Test func thereAreNoColoursAsLongAsTheTerminalMaySayItsBackground() {
    #expect(theme(.auto).depth == .none)
    #expect(theme(.auto, said: .light) == Theme(depth: .palette, background: .light))
  }

  @Test func aTerminalThatSaysNothingHasTheUsualBackground() {
    #expect(theme(.auto, isAsked: false, usual: .light) == Theme(depth: .palette, background: .light))
  }

  @Test func whatAPersonChoseIsNotWaitedFor() {
    #expect(theme(.light) == Theme(depth: .palette, background: .light))
    #expect(theme(.dark, said: .light) == Theme(depth: .palette, background: .dark))
  }
}
