#!/usr/bin/env bash
# Runs the training fragment of tests/EqProp.Analog.CodeShape, compiled ahead of time for x86-64-v3 and v4, on a processor with
# AVX-512 that Bochs imitates, and compares its state hashes with those of this machine. benchmarks/bochs.md has the packages.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C
limit="${1:-1500}" # seconds until the emulator is given up
out="$(mktemp -d)"
emulator=''
trap '[ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true; rm -rf "$out"' EXIT

for level in v3 v4; do
    dotnet publish tests/EqProp.Analog.CodeShape -c Release -r linux-x64 -m:1 -v q --artifacts-path "$out/build-$level" -o "$out/$level" \
        -p:PublishAot=true -p:IlcInstructionSet=x86-64-$level >"$out/publish.log" || { cat "$out/publish.log"; exit 1; }
done

# A kernel, a shell, the two programs and the libraries they load.
(cd "$out" && apt-get download -qq "$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends:/ { print $2; exit }')" && dpkg -x linux-image-*.deb kernel)
root="$out/root"
mkdir -p "$root"/{bin,proc,dev} "$out/iso/boot/grub"
cp /bin/busybox "$root/bin/"
for level in v3 v4; do cp "$out/$level/EqProp.Analog.CodeShape" "$root/$level"; done
ldd "$root/v3" | grep -o '/[^ ]*' | while read -r library; do install -D "$library" "$root$library"; done
cat >"$root/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox mount -t proc none /proc
/bin/busybox mount -t devtmpfs none /dev
echo "== v3"
/v3 hash
echo "== v4"
/v4 hash
echo "== end"
/bin/busybox poweroff -f
INIT
chmod +x "$root/init"
(cd "$root" && find . | cpio -o -H newc --quiet) >"$out/iso/boot/initrd"
cp "$out"/kernel/boot/vmlinuz-* "$out/iso/boot/vmlinuz"
cat >"$out/iso/boot/grub/grub.cfg" <<'GRUB'
set timeout=0
menuentry linux {
    linux /boot/vmlinuz console=ttyS0 quiet noxsaves clearcpuid=xsaves,xsavec
    initrd /boot/initrd
}
GRUB
grub-mkrescue -o "$out/disk.iso" "$out/iso" >"$out/grub.log" 2>&1 || { cat "$out/grub.log"; exit 1; }

cat >"$out/bochsrc" <<BOCHS
cpu: model=corei7_skylake_x, count=1, ips=10000000
megs: 512
romimage: file=/usr/share/bochs/BIOS-bochs-latest
vgaromimage: file=/usr/share/bochs/VGABIOS-lgpl-latest
ata0-master: type=cdrom, path=$out/disk.iso, status=inserted
boot: cdrom
com1: enabled=1, mode=file, dev=$out/serial
display_library: rfb, options="timeout=0"
log: $out/log
BOCHS
echo c >"$out/go"
: >"$out/serial"
bochs -q -f "$out/bochsrc" -rc "$out/go" >"$out/console" 2>&1 </dev/null &
emulator=$!
started=$SECONDS
until grep -q '^== end' "$out/serial"; do
    kill -0 "$emulator" 2>/dev/null && [ $((SECONDS - started)) -lt "$limit" ] || { tail -n 30 "$out/serial" "$out/console" "$out/log"; exit 1; }
    sleep 5
done
echo "after $((SECONDS - started)) s:"
tr -d '\r' <"$out/serial" | sed -n "/^==/p; /float/p; /widest/p"

hashes() { tr -d '\r' | awk '/ float / { print $3, $5 }' | sort -u; }
[ "$(hashes <"$out/serial")" = "$("$out/v3/EqProp.Analog.CodeShape" hash | hashes)" ] && echo "the hashes of this machine"
