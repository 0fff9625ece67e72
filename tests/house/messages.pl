# messages.pl - every message of the sources has its Thai row.
#
# What rule authors and developers read (rules/, crawler/) may stay English.
# Read: the string literals in calls that speak to a person. Run in the root.
use strict;
use warnings;

my $string = qr/"(?:[^"\\]|\\.)*"/s;
my $literal = qr/$string(?:\s*(?:$string|G_GINT64_FORMAT|G_GUINT64_FORMAT))*/s;
my $call = qr/\b(?:fault_add|yaml_fault|complain|g_set_error(?:_literal)?)\s*(\((?:[^()"]|$string|(?1))*\))/s;

# "a" "b" G_GINT64_FORMAT as the one string it is.
sub joined {
    my ($text) = @_;
    $text =~ s/G_GINT64_FORMAT/"ld"/g;
    $text =~ s/G_GUINT64_FORMAT/"lu"/g;
    my $whole = join '', map { substr $_, 1, -1 } $text =~ /$string/g;
    $whole =~ s/\\(.)/$1/gs;
    return $whole;
}

sub read_source {
    my ($path) = @_;
    local $/;
    open my $file, '<', $path or die "$path: $!\n";
    my $text = <$file>;
    $text =~ s{/\*.*?\*/}{}gs;
    # A quote mark as a character is no string's.
    $text =~ s/($string)|'(?:[^'\\]|\\.)'/defined $1 ? $1 : 0/ge;
    return $text;
}

my $table = 'base/message_rows.c';
my %thai;
my $rows = read_source($table);
$thai{ joined($1) } = 1 while $rows =~ /\{\s*($literal)\s*,\s*$literal\s*\}/g;
die "messages: no rows in $table\n" if !%thai;

my $faults = 0;
for my $path (glob '{base,app,store,reports}/*.c') {
    next if $path eq $table;
    my $text = read_source($path);
    while ($text =~ /$call/g) {
        my $arguments = $1;
        while ($arguments =~ /($literal)/g) {
            my $message = joined($1);
            # Words that are no sentence, and sentences given by somebody else.
            next if $message !~ /[A-Za-z]{2}/ || $message !~ / /;
            next if $message =~ /^(?:[\w-]+: ?)?[\[{"]/ || $thai{$message};
            print "$path: no Thai row in $table: \"$message\"\n";
            $faults++;
        }
    }
}
exit($faults > 0);
