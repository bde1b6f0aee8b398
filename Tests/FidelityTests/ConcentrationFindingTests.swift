import Testing

@testable import Fidelity

/// Every cell of the table that says on which side errors lie.
struct ConcentrationFindingTests {
  private typealias Bounds = ConcentrationFinding.Bounds

  private static let above: Bounds = (0.2, 0.6)
  private static let below: Bounds = (-0.6, -0.2)
  private static let open: Bounds = (-0.2, 0.3)

  private func finding(
    _ excess: Bounds, _ uncommitted: Bounds, _ committed: Bounds, margin: Double? = nil
  ) -> ConcentrationVerdict.Finding {
    ConcentrationFinding(margin: margin)(excess: excess, uncommitted: uncommitted, committed: committed)
  }

  @Test func anExcessHasASide() {
    typealias Case = ConcentrationFindingTests
    #expect(finding(Case.above, Case.above, Case.open) == .onDecliners)
    #expect(finding(Case.above, Case.above, Case.above) == .moreOnDecliners)
    #expect(finding(Case.above, Case.open, Case.below) == .onCommitters)
    #expect(finding(Case.above, Case.below, Case.below) == .moreOnCommitters)
    #expect(finding(Case.above, Case.above, Case.below) == .onBoth)
    #expect(finding(Case.above, Case.open, Case.open) == .sideUnknown)
    // Too deep with those who commit alone does not raise the contrast; what is shown of one side is not of the other.
    #expect(finding(Case.above, Case.open, Case.above) == .sideUnknown)
  }

  @Test func withoutAnExcessNothingConcentrates() {
    typealias Case = ConcentrationFindingTests
    #expect(finding(Case.open, Case.above, Case.above) == .alike)
    #expect(finding(Case.open, Case.below, Case.below) == .alike)
    #expect(finding(Case.open, Case.above, Case.open) == .undecided)
    #expect(finding(Case.below, Case.open, Case.open) == .belowReference)
    #expect(finding(Case.open, Case.open, Case.open) == .undecided)
    // A bound that touches zero shows nothing.
    #expect(finding((0, 0.5), (0.1, 0.5), (-0.1, 0.1)) == .undecided)
  }

  @Test func aMarginIsWhatHasToBeExceeded() {
    #expect(finding((0.2, 0.6), (0.2, 0.6), (-0.1, 0.1), margin: 0.25) == .undecided)
    #expect(finding((0.3, 0.6), (0.3, 0.6), (-0.1, 0.1), margin: 0.25) == .onDecliners)
    #expect(finding((-0.1, 0.2), (-0.1, 0.2), (-0.2, 0.1), margin: 0.25) == .withinMargin)
    #expect(finding((0.05, 0.2), (0.02, 0.2), (-0.2, 0.1), margin: 0.25) == .belowMargin)
    #expect(finding((0.05, 0.2), (0.02, 0.4), (-0.3, 0.1), margin: 0.25) == .belowMargin)
    // One side beyond the margin is not within it.
    #expect(finding((-0.1, 0.2), (-0.1, 0.3), (-0.2, 0.1), margin: 0.25) == .undecided)
    // Whoever has seen the answer is acquitted by no margin.
    #expect(finding((-0.2, -0.05), (-0.2, 0.1), (-0.1, 0.2), margin: 0.25) == .belowReference)
  }
}
