extension GoldenCase {
  /// `walkaway receipt`, `verify` and `check`.
  static let receipts: [GoldenCase] = [
    GoldenCase("receipt/zh", "walkaway receipt zh.walkaway \(quick)"),
    GoldenCase("receipt/zh-json", "walkaway receipt zh.walkaway --json \(quick)"),
    GoldenCase("receipt/en", "walkaway receipt en.walkaway --markdown --placebo persona-other-family \(quick)"),
    GoldenCase("receipt/en-json", "walkaway receipt en.walkaway --placebo persona-other-family --json \(quick)"),
    GoldenCase(
      "receipt/small-options",
      "walkaway receipt small.walkaway --simulator persona --instrument judge-b --draw 1 --where 'position:30%,60%' "
        + "--margin 0.4 --excess-margin 0.3 --reference previous-stage --level 0.9 --by-conversation --seed 3 \(quick)"),
    GoldenCase(
      "receipt/small-mean-of-draws",
      "walkaway receipt small.walkaway --mean-of-draws \(quick)",
      "walkaway receipt small.walkaway --mean-of-draws --json --output receipt.json \(quick)",
      "walkaway verify receipt.json small.walkaway"),
    GoldenCase(
      "receipt/force",
      "echo mine > receipt.md && walkaway receipt small.walkaway --output receipt.md \(quick)",
      "walkaway receipt small.walkaway --output receipt.md --force \(quick) && head -1 receipt.md"),
    GoldenCase("receipt/schema", "walkaway receipt --schema"),
    GoldenCase(
      "verify/agrees",
      "walkaway receipt zh.walkaway --json -o receipt.json \(quick)",
      "walkaway verify receipt.json zh.walkaway",
      "walkaway verify receipt.json zh.walkaway --json"),
    GoldenCase(
      "verify/differs",
      "walkaway receipt small.walkaway --json -o receipt.json \(quick)",
      #"sed -i '0,/"n" : /s//"n" : 1/; s/"seed" : 20260620/"seed" : 20260621/' receipt.json"#,
      "walkaway verify receipt.json small.walkaway",
      "walkaway verify receipt.json small.walkaway --json",
      "walkaway verify receipt.json zh.walkaway",
      #"sed -i 's/"simulator" : "persona"/"simulator" : "nobody"/' receipt.json"#,
      "walkaway verify receipt.json small.walkaway"),
    GoldenCase(
      "verify/signature",
      "ssh-keygen -q -t ed25519 -N '' -C lead -f key && echo \"lead@example.org $(cat key.pub)\" > signers && : > nobody",
      "walkaway receipt small.walkaway --json --output receipt.json --sign key \(quick)",
      "walkaway verify receipt.json small.walkaway --signature receipt.json.sig --allowed-signers signers",
      "walkaway verify receipt.json small.walkaway --signature receipt.json.sig --allowed-signers nobody",
      "walkaway receipt small.walkaway --json --output other.json --sign nothing \(quick)"
    ).withOpenSSH,
    GoldenCase("check/example-policy", "walkaway check --example-policy"),
    GoldenCase("check/zh", "walkaway check zh.walkaway --policy inputs/policy.yaml --junit out.xml").leaving("out.xml"),
    GoldenCase(
      "check/en",
      "walkaway check en.walkaway --policy inputs/policy.yaml --simulator persona-may-leave --junit out.xml"
    ).leaving("out.xml"),
    GoldenCase(
      "check/force",
      "printf 'version: 1\\nresamples: 100\\nrules:\\n  conversations: {at_least: 1}\\n' > policy.yaml && echo mine > out.xml",
      "walkaway check small.walkaway --policy policy.yaml --junit out.xml",
      "walkaway check small.walkaway --policy policy.yaml --junit out.xml --force"),
    GoldenCase(
      "check/several",
      "sed 's/^simulator: .*/simulators: [persona, persona-other-family]/' inputs/policy.yaml > policy.yaml",
      "walkaway check en.walkaway --policy policy.yaml"),
    GoldenCase("check/zh-json", "walkaway check zh.walkaway --policy inputs/policy.yaml --json"),
    GoldenCase(
      "check/small", "walkaway check small.walkaway --policy inputs/policy.yaml --junit out.xml"
    ).leaving("out.xml"),
    GoldenCase(
      "check/trusted",
      "printf 'version: 1\\nresamples: 100\\nrules:\\n  conversations: {at_least: 100}\\n' > policy.yaml",
      "walkaway check zh.walkaway --policy policy.yaml"),
    GoldenCase(
      "check/rules",
      "printf 'version: 1\\nwhere: outcome:non-buyer\\nresamples: 100\\nrules:\\n' > policy.yaml",
      "printf '  excess_contrast: {at_most: 0.1, reference: action}\\n' >> policy.yaml",
      "printf '  depth_bias: {margin: 0.9, strata: [non-buyer]}\\n  receipt_fields: [simulator.sampling]\\n' >> policy.yaml",
      "walkaway check zh.walkaway --policy policy.yaml"),
    GoldenCase(
      "check/margin",
      "printf 'version: 1\\nexcess_margin: 0.3\\nresamples: 100\\nrules:\\n  excess_contrast: {at_most: 0.2}\\n' > policy.yaml",
      "walkaway check zh.walkaway --policy policy.yaml"),
  ]
}
