/// Measures the bootstrap and the permutation test at the three sizes of the design, beside numpy and SciPy where they
/// are installed, and prints a table of the best times.
///
/// - Parameters:
///   - sizes: Names and numbers of conversations; the design's limits go by the name.
///   - withPeers: Whether `python3 Tests/Oracles/resampling_peers.py` is run too; it needs the package's folder to be
///     the current one, and some minutes.
func runResamplingBenchmarks(
  sizes: [(name: String, conversations: Int)] = [("S", 2790), ("M", 100_000), ("L", 1_000_000)],
  withPeers: Bool = true
) async throws {
  print("resampling: \(ResamplingWork.resamples) resamples, best of several runs, ms")
  print(line("", ["walkaway", "processor", "must reach", "numpy", "SciPy (Δ alone)"]))
  for size in sizes {
    let units = SyntheticUnits(conversations: size.conversations)
    let peers = withPeers ? ResamplingPeers.measure(units) : nil
    for work in ResamplingWork.all {
      let own = try await work.measure(units, runs: size.conversations > 500_000 ? 5 : 15)
      let others = ["numpy", "scipy"].map { cell(peers?.results[work.name]?[$0], own) }
      let limit = work.limits[size.name].map { "≤ \(rounded($0))" } ?? ""
      print(
        line(
          "\(size.name) \(work.name)", [rounded(own.milliseconds), rounded(own.processorMilliseconds), limit] + others))
    }
    if withPeers && peers == nil { print("(python3 with numpy and SciPy was not found)") }
  }
  print("~ scaled up from fewer resamples; DIFFERS: another result, beyond the error of resampling")
}

/// A peer's time, how many times ours it is, and a mark where it found something else.
private func cell(_ peer: ResamplingPeers.Result?, _ own: ResamplingWork.Measurement) -> String {
  guard let peer else { return "–" }
  let scaled = peer.resamples < ResamplingWork.resamples ? "~" : ""
  let ratio = "\(scaled)\(rounded(peer.milliseconds)) (\(rounded(peer.milliseconds / own.milliseconds))×)"
  return agrees(peer, own) ? ratio : ratio + " DIFFERS"
}

/// Whether limits agree within 8 % of an interval's width (p-values within .03), widened for a peer's fewer resamples.
private func agrees(_ peer: ResamplingPeers.Result, _ own: ResamplingWork.Measurement) -> Bool {
  let few = max(1, (Double(ResamplingWork.resamples) / Double(peer.resamples)).squareRoot())
  let isInterval = own.check.count >= 2 && own.check[0] < own.check[1] && own.check[1] - own.check[0] < 1
  return zip(peer.check, own.check).enumerated().allSatisfy { place, pair in
    let first = place / 2 * 2
    let width = isInterval && first + 1 < own.check.count ? abs(own.check[first + 1] - own.check[first]) : 0
    return abs(pair.0 - pair.1) <= max(0.08 * width, width == 0 ? 0.03 : 0) * few
  }
}

private func line(_ name: String, _ cells: [String]) -> String {
  let padding = String(repeating: " ", count: max(1, 40 - name.count))
  return name + padding + cells.map { $0 + String(repeating: " ", count: max(1, 20 - $0.count)) }.joined()
}

private func rounded(_ value: Double) -> String {
  value >= 100 ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)"
}
