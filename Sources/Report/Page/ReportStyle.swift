/// How the page looks: light, dark, on paper.
enum ReportStyle {
  static var sheet: Markup { colours + layout + tables + plots + cases + paper }

  /// Orange, over grey, to blue, as in the explorer: an axis that people with any of the common colour deficiencies tell
  /// apart.
  private static let colours: Markup = """
    :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#57606a;--line:#d0d7de;--panel:#f6f8fa;--on:#fff;\
    --mark:#ffe58a;--sim:#8333b5;--heat:#0b50c0;\
    --s0:#a84300;--s1:#9c5210;--s2:#8c5f2e;--s3:#786750;--s4:#666;--s5:#54687d;--s6:#3f6394;--s7:#295aaa;--s8:#0b50c0}
    @media screen and (prefers-color-scheme:dark){:root{--bg:#0f1318;--fg:#e6edf3;--dim:#9da7b3;--line:#30363d;\
    --panel:#171c23;--on:#0b0e12;--mark:#6b5500;--sim:#c792ea;--heat:#5aa2ff;\
    --s0:#ff8c1a;--s1:#f59b45;--s2:#e8ad73;--s3:#d9c2a3;--s4:#c8c8c8;--s5:#aecae6;--s6:#8ebef0;--s7:#74b0f7;--s8:#5aa2ff}}

    """

  private static let layout: Markup = """
    *{box-sizing:border-box}
    body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:92rem;background:var(--bg);color:var(--fg);\
    font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;\
    overflow-wrap:anywhere}
    h1{font-size:1.9rem;line-height:1.2;margin:.1rem 0 .4rem}
    h2{font-size:1.3rem;margin:2.6rem 0 .8rem;padding-top:.6rem;border-top:1px solid var(--line)}
    h3{font-size:1rem;margin:1.6rem 0 .4rem}
    p{margin:.4rem 0}
    small,.small{font-size:.85em}
    .dim,.note,.kicker,small{color:var(--dim)}
    .kicker{text-transform:uppercase;letter-spacing:.08em;font-size:.75rem;margin:0}
    .lead{font-size:1.05rem}
    nav{position:sticky;top:0;background:var(--bg);border-bottom:1px solid var(--line);padding:.5rem 0;margin:1rem 0;\
    display:flex;flex-wrap:wrap;gap:.2rem 1rem;z-index:1}
    a{color:var(--s8)}
    nav a{text-decoration:none}
    nav a:hover,a:focus-visible{text-decoration:underline}
    section{scroll-margin-top:3rem}
    footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--line);color:var(--dim);font-size:.85rem}
    code{font:.9em ui-monospace,"DejaVu Sans Mono",monospace;background:var(--panel);padding:.1em .3em;border-radius:3px}
    .verdict{font-size:2rem;line-height:1.2;font-weight:700;margin:.2rem 0;border-inline-start:.4rem solid var(--c);\
    padding-inline-start:.8rem;color:var(--c)}
    .verdict.shown{--c:var(--s0)}.verdict.within{--c:var(--s8)}.verdict.open,.verdict.withheld{--c:var(--dim)}
    .sentence{font-size:1.15rem;max-width:64rem}
    .findings p{color:var(--dim);max-width:64rem}
    summary{cursor:pointer}
    summary h2{display:inline;border:0;padding:0;margin:0;font-size:1.1rem}
    details{border-top:1px solid var(--line);padding:.7rem 0}
    details[open]>summary{margin-bottom:.8rem}
    .card dl,dl.words{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:.4rem 0 0;font-size:.85rem;\
    font-variant-numeric:tabular-nums}
    dl.words{margin-top:1rem;max-width:64rem}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr));gap:.8rem;margin-top:1rem}
    .card{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:.7rem .9rem}
    .card h3{margin:0;font-size:.85rem;font-weight:600;color:var(--dim)}
    .card .value{font-size:1.55rem;font-weight:650;margin:.1rem 0;font-variant-numeric:tabular-nums}
    .card .value small{font-size:.6em;font-weight:400;white-space:nowrap}
    .card .excess{font-size:.8rem;color:var(--dim);margin:-.2rem 0 0}
    .panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(32rem,100%),1fr));gap:1rem 2rem}
    figure{margin:.6rem 0;max-width:52rem;overflow-x:auto}
    figure,.scroll{\
    background:linear-gradient(90deg,var(--bg) 30%,transparent) 0/2.5rem 100% no-repeat local,\
    linear-gradient(270deg,var(--bg) 30%,transparent) 100%/2.5rem 100% no-repeat local,\
    linear-gradient(90deg,var(--dim),transparent) 0/.5rem 100% no-repeat scroll,\
    linear-gradient(270deg,var(--dim),transparent) 100%/.5rem 100% no-repeat scroll}
    figcaption{margin-bottom:.5rem}

    """

  private static let tables: Markup = """
    .scroll{overflow-x:auto;overflow-wrap:normal}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem;margin:.6rem 0}
    th,td{padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
    th{font-weight:600;color:var(--dim)}
    .number{text-align:end;white-space:nowrap}
    caption{text-align:start;color:var(--dim);padding-bottom:.3rem}
    dl.facts{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.25rem 1.2rem;margin:.6rem 0}
    dt{color:var(--dim)}
    dd{margin:0;white-space:pre-line}

    """

  private static let plots: Markup = """
    .plot{width:100%;min-width:31rem;height:auto;display:block;font:13px system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif;\
    font-variant-numeric:tabular-nums;fill:var(--fg)}
    .plot .small{font-size:12px}.plot .tiny{font-size:10.5px}
    .plot .dim{fill:var(--dim)}.plot .strong{font-weight:700}
    .halo{paint-order:stroke;stroke:var(--bg);stroke-width:5px;stroke-linejoin:round}
    .plot .on{fill:var(--on);font-weight:700}
    .s0{--c:var(--s0)}.s1{--c:var(--s1)}.s2{--c:var(--s2)}.s3{--c:var(--s3)}.s4{--c:var(--s4)}.s5{--c:var(--s5)}\
    .s6{--c:var(--s6)}.s7{--c:var(--s7)}.s8{--c:var(--s8)}.s-none,.ink{--c:var(--fg)}
    .fill,.bar.real{fill:var(--c)}
    .bar.sim{fill:var(--c);fill-opacity:.22;stroke:var(--c);stroke-width:1.5}
    .plot .text{fill:var(--c)}
    .whisker{stroke:var(--fg);stroke-width:1.2;fill:none}
    .grid{stroke:var(--line);fill:none}.zero{stroke:var(--dim);fill:none}
    .range{stroke:var(--fg);stroke-width:2;fill:none}
    .dot{fill:var(--c);stroke:var(--bg);stroke-width:1.5}
    .ring{fill:var(--bg);stroke:var(--fg);stroke-width:2}
    .heat{fill:var(--heat)}.h0{fill-opacity:.03}.h1{fill-opacity:.08}.h2{fill-opacity:.14}.h3{fill-opacity:.2}\
    .h4{fill-opacity:.26}.h5{fill-opacity:.32}.h6{fill-opacity:.38}.h7{fill-opacity:.44}.h8{fill-opacity:.5}
    .same{stroke:var(--fg);stroke-width:1.5}
    .curve{fill:none;stroke:var(--fg);stroke-width:2.2}.curve.sim{stroke:var(--sim);stroke-dasharray:6 4}
    .curve.floor{stroke-width:1.4;stroke-dasharray:1 3}
    .band{fill:var(--fg);fill-opacity:.1}.band.sim{fill:var(--sim);fill-opacity:.16}
    .plot .label.sim{fill:var(--sim)}
    .swatch{display:inline-block;width:1.6em;height:.8em;margin:0 .2em 0 .8em;border:1.5px solid var(--s6)}
    .swatch.real{background:var(--s6);margin-left:0}
    .swatch.sim{background:color-mix(in srgb,var(--s6) 22%,transparent)}
    .swatch.line{height:0;border-width:1px 0 0;border-color:var(--fg);vertical-align:.25em}

    """

  private static let cases: Markup = """
    .case{border:1px solid var(--line);border-radius:10px;padding:1rem 1.2rem;margin:1.4rem 0;scroll-margin-top:3rem}
    .case>h3{margin:0 0 .3rem;font-size:1.05rem}
    .profile{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:.3rem 0}
    .profile span span{color:var(--dim)}
    .before{background:var(--panel);border-radius:8px;padding:.5rem .9rem;margin:.6rem 0}
    .before details{border:0;padding:0}.before summary{color:var(--dim)}
    .turn{display:grid;grid-template-columns:2.2rem 1.6rem 1fr;gap:0 .3rem;margin:.25rem 0}
    .turn>:first-child{color:var(--dim);font-variant-numeric:tabular-nums;text-align:end;padding-inline-end:.5rem}
    .turn .words{white-space:pre-wrap}
    .agent .words,.system .words,.tool .words{color:var(--dim)}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:.8rem}
    .side{border:1px solid var(--line);border-inline-start:5px solid var(--c);border-radius:6px;padding:.6rem .9rem}
    .side h4{margin:0;font-size:.75rem;letter-spacing:.06em;text-transform:uppercase;color:var(--dim)}
    .chip{display:inline-block;min-width:1.5em;text-align:center;border-radius:4px;font-weight:700;background:var(--c);\
    color:var(--on);padding:0 .35em}
    .stage{font-weight:600;color:var(--c)}
    .signs{color:var(--dim);font-size:.9rem}
    .said{white-space:pre-wrap;font-size:1.05rem;margin:.5rem 0}
    .said mark{background:var(--mark);color:inherit;border-bottom:2px solid currentColor;padding:0 .1em}
    .why{color:var(--dim);font-size:.9rem;white-space:pre-wrap;margin:.3rem 0 0}
    .review{border-inline-start:3px solid var(--line);padding-inline-start:.8rem;margin:.7rem 0 0;white-space:pre-wrap}
    .tag{background:var(--panel);border:1px solid var(--line);border-radius:99px;padding:0 .6em;font-size:.85rem}

    """

  private static let paper: Markup = """
    @page{margin:16mm}
    @media print{html{font-size:10.5pt}body{padding:0;max-width:none;font-size:9.5pt}nav{display:none}\
    a{color:inherit;text-decoration:none}\
    .scroll{overflow:visible;background:none}table{font-size:7.5pt;max-width:100%}th,td{padding-right:.4rem}\
    .case,figure,.card,.side,.review,.note,.panels>div,tr{break-inside:avoid}h2,h3,.note,.legend,figcaption{break-after:avoid}\
    .panels{grid-template-columns:1fr 1fr;gap:0 .6rem}figure{max-width:15.5cm;overflow:visible;background:none}\
    .plot{min-width:0}\
    .pair{grid-template-columns:1fr 1fr}.cards{grid-template-columns:repeat(3,minmax(0,1fr))}h2{margin-top:1.2rem}\
    .case{padding:.5rem .7rem;margin:.7rem 0;font-size:8.5pt}.said{font-size:9pt;margin:.2rem 0}.turn{margin:0}\
    .why,.signs{font-size:8pt}.side,.before{padding:.3rem .6rem}.before{margin:.3rem 0}\
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}

    """
}
