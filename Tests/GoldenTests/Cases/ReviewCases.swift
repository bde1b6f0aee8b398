extension GoldenCase {
  /// `walkaway review` and `walkaway merge`. The labels of `inputs/round` are those of the round that seed 7 draws.
  static let reviews: [GoldenCase] = [
    GoldenCase(
      "review/round",
      "walkaway merge zh.walkaway zh.walkaway --into own.walkaway",
      "walkaway review own.walkaway --results",
      "walkaway review own.walkaway --sample 48 --overlap 2 --seed 7 --simulator persona",
      "walkaway merge own.walkaway own.walkaway --into copy.walkaway > report",
      "walkaway import inputs/round --into own.walkaway > report 2>&1",
      "walkaway import inputs/round-copy --into copy.walkaway > report 2>&1",
      "walkaway merge own.walkaway copy.walkaway",
      "walkaway merge own.walkaway copy.walkaway --json",
      "walkaway merge own.walkaway copy.walkaway --into own.walkaway",
      "walkaway review own.walkaway --results",
      "walkaway review own.walkaway --results --json",
      "walkaway review own.walkaway --results --csv",
      "walkaway review own.walkaway --sample 12 --overlap 2 --seed 3 --with mk,lj,ab --instrument judge-b --json",
      "walkaway review own.walkaway --results --round round-2",
      "walkaway review own.walkaway --reviewer zz",
      "walkaway review own.walkaway --round round-1 --reviewer zz --adjudicate",
      "walkaway stats own.walkaway --simulator persona \(quick) | grep -A 12 'JUDGE BESIDE PEOPLE'"),
    GoldenCase(
      "refusals/review",
      "walkaway merge zh.walkaway en.walkaway",
      "walkaway merge zh.walkaway nowhere.walkaway",
      "walkaway review zh.walkaway --round round-9 --results",
      "walkaway review zh.walkaway --reviewer adjudicated",
      "walkaway review zh.walkaway --sample 0",
      "walkaway review zh.walkaway --sample 9 --results",
      "walkaway review zh.walkaway --seed 4",
      "walkaway review zh.walkaway --sample 9 --simulator nobody",
      "walkaway review zh.walkaway --sample 9 --overlap 3 --with mk,lj",
      "walkaway review alone.walkaway --sample 9"),
  ]
}
