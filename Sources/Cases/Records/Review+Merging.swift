extension Review {
  /// This review, with what changed in `held` since `before` where this did not change it.
  ///
  /// Tags are merged one by one: what this took away is gone, what it added is there.
  /// - Parameters:
  ///   - held: The review of the same case by the same reviewer as it is now.
  ///   - before: What this was made of.
  public func merged(over held: Review, since before: Review) -> Review {
    var merged = self
    if flag == before.flag { merged.flag = held.flag }
    if seen == before.seen { merged.seen = held.seen }
    if note == before.note { merged.note = held.note }
    if severity == before.severity { merged.severity = held.severity }
    if blindReal == before.blindReal { merged.blindReal = held.blindReal }
    if blindSimulated == before.blindSimulated { merged.blindSimulated = held.blindSimulated }
    if held.tags != before.tags {
      let removed = before.tags.filter { !tags.contains($0) }
      let added = tags.filter { !before.tags.contains($0) && !held.tags.contains($0) }
      merged.tags = held.tags.filter { !removed.contains($0) } + added
    }
    return merged
  }
}
