namespace EqProp.Analog.Studies.Reports;

/// <summary>The style sheet of reports; the only place that names colours.</summary>
internal static class ReportStyle
{
    /// <summary>Colours by role, for light and dark; paper is always printed light.</summary>
    public const string Colours = """
        :root{color-scheme:light dark;--paper:#fff;--panel:#f5f6f8;--ink:#1c2230;--muted:#5b6474;--rule:#dde1e7;--grid:#e6e9ee;--axis:#9aa3b2;
        --band:rgba(214,140,30,.13);--accent:#1f5fbf;--good:#2563b8;--bad:#c8501e;
        --series-0:#2563b8;--series-1:#d0661a;--series-2:#2c8a57;--series-3:#8a4fb5;--series-4:#b8325e;--series-5:#0f8a9d;--series-6:#8a6d12;--series-7:#5d6675}
        @media screen and (prefers-color-scheme:dark){:root{--paper:#14171d;--panel:#1d222b;--ink:#e7eaf0;--muted:#a3acbb;--rule:#303743;--grid:#2a303b;--axis:#68717f;
        --band:rgba(240,180,80,.13);--accent:#7fb0ff;--good:#4d8fea;--bad:#e8753a;
        --series-0:#6aa6f8;--series-1:#f0954a;--series-2:#5fc48d;--series-3:#bd8ae6;--series-4:#ec7199;--series-5:#4cc3d6;--series-6:#cfae4a;--series-7:#a4adbb}}

        """;

    /// <summary>Layout of the page.</summary>
    public const string Page = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{max-width:1000px;margin:0 auto;padding:36px 28px 64px}
        h1{font-size:27px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em;overflow-wrap:anywhere}
        h2{font-size:19px;margin:44px 0 10px;padding-top:14px;border-top:1px solid var(--rule)}
        h3{font-size:15px;margin:20px 0 4px}
        p{margin:8px 0;max-width:72ch}
        .lead{font-size:17px}.meta,figcaption,.note{color:var(--muted);font-size:13.5px}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(145px,1fr));gap:12px;margin:22px 0 8px}
        .tile{background:var(--panel);border-radius:8px;padding:12px 16px}
        .tile b{display:block;font-size:23px;font-weight:650;line-height:1.25;font-variant-numeric:tabular-nums}
        .tile.first b{color:var(--accent)}
        .tile span{color:var(--muted);font-size:13px}
        .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(400px,1fr));gap:6px 26px;align-items:end}
        .pair.fill{grid-template-columns:repeat(auto-fill,minmax(400px,1fr))}
        figure{margin:8px 0 4px}
        svg{display:block;width:100%;height:auto;color:var(--ink);font-family:inherit}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;font-size:13.5px;font-variant-numeric:tabular-nums;margin:8px 0}
        th,td{padding:4px 12px 4px 0;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}
        th{color:var(--muted);font-weight:550}tbody th{color:var(--ink)}
        th:first-child,.left th,.left td{text-align:left}
        .left td{white-space:normal}
        .confusion{border-collapse:separate;border-spacing:2px}
        .confusion th{border:0;text-align:center;padding:2px 8px;color:var(--muted)}
        .confusion tbody th{text-align:right}
        .confusion td{border:0;border-radius:4px;min-width:50px;padding:7px 6px;text-align:center;background:color-mix(in srgb,var(--bad) calc(var(--heat)*62%),var(--panel))}
        .confusion td.hit{background:color-mix(in srgb,var(--good) calc(10% + var(--heat)*45%),var(--panel));font-weight:600}
        .confusion td.none{color:transparent}
        .mistakes{display:grid;grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:14px;margin:12px 0;padding:0;list-style:none}
        .mistakes img{width:100%;image-rendering:pixelated;border-radius:6px;display:block;border:1px solid var(--rule)}
        .mistakes span{display:block;font-size:13px;line-height:1.35;margin-top:4px}
        details{margin:6px 0}summary{cursor:pointer;color:var(--muted);font-size:13.5px}
        pre,code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        pre{background:var(--panel);border-radius:8px;padding:12px 16px;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;margin:8px 0}
        .status{display:inline-block;border-radius:99px;padding:1px 10px;background:var(--panel);font-size:13px;margin-left:6px}
        .status.warn{background:var(--bad);color:#fff}
        .warning{border-left:4px solid var(--bad);padding-left:12px}
        @media print{main{max-width:none;padding:0}h2{break-after:avoid}figure,.tile,.mistakes li,table.confusion{break-inside:avoid}body{font-size:11pt}details:not([open]){display:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}

        """;
}
